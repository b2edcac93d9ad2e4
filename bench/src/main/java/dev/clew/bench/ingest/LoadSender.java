// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.ingest;

import dev.clew.testkit.load.Workload;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One connection that sends requests one after the other, each after the last was answered. */
final class LoadSender implements Callable<Long> {

  private static final int TRIES_MAX = 60;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI uri;
  private final Workload workload;
  private final long spanCount;
  private final double spansPerSecondMax;

  /**
   * A connection.
   *
   * @param spanCount how many spans to send, rounded up to whole requests
   * @param spansPerSecondMax how fast, at most; infinite for as fast as it goes
   */
  LoadSender(URI uri, Workload workload, long spanCount, double spansPerSecondMax) {
    this.uri = uri;
    this.workload = workload;
    this.spanCount = spanCount;
    this.spansPerSecondMax = spansPerSecondMax;
  }

  /** Sends it all, and returns how many spans that were. */
  @Override
  public Long call() throws IOException, InterruptedException {
    long beginNanos = System.nanoTime();
    long sent = 0;
    while (sent < spanCount) {
      waitUntil(beginNanos + (long) (sent / spansPerSecondMax * 1e9));
      send(workload.next());
      sent += workload.spansPerRequest();
    }
    return sent;
  }

  /** Sends a request until it is taken: a server that is full says when to come back. */
  private void send(byte[] body) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = client.send(request(body), BodyHandlers.ofByteArray());
    for (int tries = 1; isBusy(response.statusCode()) && tries < TRIES_MAX; tries++) {
      LockSupport.parkNanos(
          TimeUnit.SECONDS.toNanos(response.headers().firstValueAsLong("retry-after").orElse(1)));
      response = client.send(request(body), BodyHandlers.ofByteArray());
    }
    if (response.statusCode() != 200 || response.body().length != 0) {
      throw new IOException("request: answered with status " + response.statusCode());
    }
  }

  private static boolean isBusy(int status) {
    return status == 429 || status == 503;
  }

  private HttpRequest request(byte[] body) {
    return HttpRequest.newBuilder(uri)
        .header("content-type", "application/x-protobuf")
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  private static void waitUntil(long nanoTime) {
    for (long left = nanoTime - System.nanoTime();
        left > TimeUnit.MICROSECONDS.toNanos(50);
        left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
