// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.peer;

import dev.clew.bench.ingest.MeasuredProcess;
import java.net.URI;

/**
 * A server that speaks Zipkin's protocol.
 *
 * @param uri of its API, without a path
 */
record Contestant(URI uri, MeasuredProcess process) implements AutoCloseable {

  @Override
  public void close() {
    process.close();
  }
}
