// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import dev.clew.model.SpanBatch;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Seeds;
import io.opentelemetry.proto.trace.v1.TracesData;
import org.junit.jupiter.api.Test;

class OtlpJsonPropertyTest {

  @Test
  void write_anyBatch_isReadByProtobufJavaAsTheSameSpans() {
    Seeds.check(
        80,
        random -> {
          SpanBatch batch = new RandomSpans(random).batch(random.nextInt(20));
          TracesData data = TracesData.parseFrom(new OtlpProtoWriter().write(batch));
          // by way of its own JSON, because protobuf-java's reader takes -0.0 for 0.0
          TracesData expected = JsonOracle.parse(JsonOracle.print(data, JsonFormat.printer()));

          TracesData written = JsonOracle.parse(new OtlpJsonWriter().write(batch));

          assertThat(ProtobufOracle.decode(written)).isEqualTo(ProtobufOracle.decode(expected));
        });
  }
}
