// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.registry;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Asks an HTTP API for JSON. Threads: any number at once. */
final class JsonOverHttp implements AutoCloseable {

  private static final long BODY_BYTES_MAX = 1 << 20;

  private final RegistryAddress address;
  private final HttpClient client;
  private final JsonMapper mapper = new JsonMapper();

  JsonOverHttp(RegistryAddress address) {
    this.address = address;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(address.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** What came back; the body is missing if it is no JSON. */
  record Reply(int status, JsonNode body) {}

  /**
   * Asks, and waits.
   *
   * @throws IOException if there is no answer in time, or one that is too long; the message names
   *     the address, never the credentials
   */
  Reply get(String path, Map<String, String> query) throws IOException, InterruptedException {
    URI uri = uri(path, query);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).timeout(address.timeout()).header("Accept", "application/json");
    if (!address.authorization().isEmpty()) {
      request.header("Authorization", address.authorization());
    }
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), BODY_BYTES_MAX));
    try {
      HttpResponse<byte[]> response = answer.get(address.timeout().toNanos(), TimeUnit.NANOSECONDS);
      return new Reply(response.statusCode(), parse(response.body()));
    } catch (TimeoutException e) {
      throw new IOException(uri + ": no answer within " + address.timeout(), e);
    } catch (ExecutionException e) {
      throw new IOException(uri + ": " + e.getCause(), e);
    } finally {
      answer.cancel(true);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private JsonNode parse(byte[] body) {
    try {
      return mapper.readTree(body);
    } catch (JacksonException _) {
      return MissingNode.getInstance();
    }
  }

  /** A failure that says what was expected. */
  IOException unexpected(Reply reply, String expected) {
    return new IOException(
        address
            + ": HTTP "
            + reply.status
            + (reply.body.isMissingNode() ? " without JSON" : "")
            + " (expected: "
            + expected
            + ")");
  }

  private URI uri(String path, Map<String, String> query) {
    String base = address.base().toString();
    String parameters =
        query.entrySet().stream()
            .map(each -> each.getKey() + "=" + encode(each.getValue()))
            .collect(Collectors.joining("&"));
    return URI.create(
        (base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
            + path
            + (parameters.isEmpty() ? "" : "?" + parameters));
  }

  /** A text as one segment of a path, or the value of a parameter. */
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
