// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.wire;

import dev.clew.demo.sim.Latency;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Operation;
import dev.clew.demo.telemetry.Scope;
import io.opentelemetry.api.common.Attributes;
import java.util.HexFormat;
import java.util.Locale;

/** An S3 bucket, seen through an AWS SDK. S3 itself sends no spans. */
public final class ObjectStore {

  private static final Latency FIRST_BYTE = Latency.ofMillis(11, 70);
  private static final double BYTES_PER_NANO = 0.09;
  private static final HexFormat HEX = HexFormat.of();

  private final String bucket;
  private final Scope scope;

  /** The bucket of this name, used through the instrumentation {@code scope}. */
  public ObjectStore(String bucket, Scope scope) {
    this.bucket = bucket;
    this.scope = scope;
  }

  /** Reads an object of this size. */
  public void get(Flow flow, String key, long byteCount) {
    transfer(flow, "GetObject", key, byteCount);
  }

  /** Writes an object of this size. */
  public void put(Flow flow, String key, long byteCount) {
    transfer(flow, "PutObject", key, byteCount);
  }

  private void transfer(Flow flow, String method, String key, long byteCount) {
    flow.runVoid(
        Operation.client("S3." + method, scope)
            .with(
                Attributes.builder()
                    .put("rpc.system", "aws-api")
                    .put("rpc.service", "S3")
                    .put("rpc.method", method)
                    .put("aws.s3.bucket", bucket)
                    .put("cloud.region", "eu-central-1")
                    .put("server.address", bucket + ".s3.eu-central-1.amazonaws.com")
                    .build()),
        span -> {
          span.setAttribute("aws.s3.key", key);
          span.setAttribute(
              "aws.request_id", HEX.toHexDigits(flow.random().nextLong()).toUpperCase(Locale.ROOT));
          flow.spend(FIRST_BYTE);
          flow.spendNanos((long) (byteCount / BYTES_PER_NANO));
          span.setAttribute("http.response.status_code", 200);
          span.setAttribute("http.response.body.size", byteCount);
        });
  }
}
