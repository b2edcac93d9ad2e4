// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.otlp;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Posts bodies to {@code /v1/traces} over one HTTP/1.1 client, as any HTTP client could. */
final class HttpSender implements AutoCloseable {

  static final String PROTOBUF = "application/x-protobuf";
  static final String JSON = "application/json";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI uri;

  HttpSender(TestReceiver receiver) {
    this.uri = receiver.httpUri("/v1/traces");
  }

  HttpResponse<byte[]> post(String contentType, byte[] body) throws Exception {
    return send(request(contentType).POST(BodyPublishers.ofByteArray(body)));
  }

  HttpResponse<byte[]> post(String contentType, String contentEncoding, byte[] body)
      throws Exception {
    return send(
        request(contentType)
            .header("content-encoding", contentEncoding)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  HttpRequest.Builder request(String contentType) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    return contentType.isEmpty() ? request : request.header("content-type", contentType);
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  HttpClient client() {
    return client;
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] zstd(byte[] bytes) {
    return Zstd.compress(bytes);
  }

  @Override
  public void close() {
    client.close();
  }
}
