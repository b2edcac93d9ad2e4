// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.rehearsal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One connection that sends recorded traces over and over, each time as new ones. */
final class Replay implements Callable<Void> {

  private static final int TRACES_PER_REQUEST = 25;
  private static final int TRIES_MAX = 60;
  private static final int ID_BYTES = 16;

  private final HttpClient client;
  private final URI uri;
  private final ReplayFormat format;
  private final List<RecordedTrace> traces;
  private final int spanCount;
  private final SplittableRandom random;

  /** Sends at least {@code spanCount} spans when it is called. */
  Replay(
      HttpClient client,
      URI uri,
      ReplayFormat format,
      List<RecordedTrace> traces,
      int spanCount,
      SplittableRandom random) {
    this.client = client;
    this.uri = uri;
    this.format = format;
    this.traces = traces;
    this.spanCount = spanCount;
    this.random = random;
  }

  @Override
  public Void call() throws IOException, InterruptedException {
    int next = 0;
    int sent = 0;
    while (sent < spanCount) {
      List<RecordedTrace> batch = new ArrayList<>(TRACES_PER_REQUEST);
      for (int i = 0; i < TRACES_PER_REQUEST; i++) {
        RecordedTrace trace = traces.get(next++ % traces.size());
        sent += trace.spanCount();
        batch.add(trace);
      }
      send(join(batch));
    }
    return null;
  }

  private byte[] join(List<RecordedTrace> batch) {
    byte[] body = new byte[batch.stream().mapToInt(RecordedTrace::length).sum()];
    byte[] id = new byte[ID_BYTES];
    int offset = 0;
    for (RecordedTrace trace : batch) {
      random.nextBytes(id);
      trace.copyTo(body, offset, format.id(id));
      int end = offset + trace.length();
      format.separate(body, offset, end, end == body.length);
      offset = end;
    }
    return body;
  }

  private void send(byte[] body) throws IOException, InterruptedException {
    HttpRequest post =
        HttpRequest.newBuilder(uri)
            .header("content-type", format.contentType())
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    int status = 0;
    for (int tries = 0; tries < TRIES_MAX && !isTaken(status); tries++) {
      HttpResponse<Void> response = client.send(post, BodyHandlers.discarding());
      status = response.statusCode();
      if (status == 429 || status == 503) {
        LockSupport.parkNanos(
            TimeUnit.SECONDS.toNanos(response.headers().firstValueAsLong("retry-after").orElse(1)));
      } else if (!isTaken(status)) {
        throw new IOException(uri + ": spans: answered with status " + status);
      }
    }
  }

  private static boolean isTaken(int status) {
    return status == 200 || status == 202;
  }
}
