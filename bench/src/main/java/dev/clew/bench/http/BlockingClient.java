// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Asks and waits for the answer in the thread of the caller, over connections that are kept.
 *
 * <p>Not {@link java.net.http.HttpClient}: that hands each answer from thread to thread, which
 * takes longer than a server does to answer a small question, and on two cores one time in a
 * hundred many times longer. What is measured shall be the server.
 */
public final class BlockingClient {

  /** An answer: its status, and its body even if that says what was wrong. */
  public static final class Answer {
    private final int status;
    private final byte[] body;

    private Answer(int status, byte[] body) {
      this.status = status;
      this.body = body;
    }

    /** The HTTP status. */
    public int status() {
      return status;
    }

    /** What was read; not to be changed. */
    public byte[] body() {
      return body;
    }

    /** The answer, if it is one to the question: what was asked for, or that there is none. */
    public Answer orThrow(URI question) throws IOException {
      if (status != HttpURLConnection.HTTP_OK && status != HttpURLConnection.HTTP_NOT_FOUND) {
        String text = new String(body, StandardCharsets.UTF_8);
        throw new IOException(question + ": status " + status + " " + text);
      }
      return this;
    }
  }

  /** Asks with GET and reads the whole answer. */
  public Answer get(URI question) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) question.toURL().openConnection();
    int status = connection.getResponseCode();
    try (InputStream body =
        status < HttpURLConnection.HTTP_BAD_REQUEST
            ? connection.getInputStream()
            : connection.getErrorStream()) {
      return new Answer(status, body == null ? new byte[0] : body.readAllBytes());
    }
  }
}
