// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Sends requests, again if that makes sense, and tells answers from errors. */
final class Requests {

  private static final int OK = 200;
  private static final int BUSY = 503;

  private final ClewClientConfig config;
  private final HttpClient http;

  Requests(ClewClientConfig config, HttpClient http) {
    this.config = config;
    this.http = http;
  }

  /** A path segment that stays one. */
  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  JsonNode get(String path, Map<String, String> parameters) {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path, parameters))
            .timeout(config.timeout())
            .header("Accept", "application/json")
            .build();
    long delayMillis = config.retryDelay().toMillis();
    for (int attempt = 1; ; attempt++) {
      boolean isLast = attempt == config.attemptsMax();
      try {
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() == OK) {
          return Json.parse(response.body());
        }
        if (response.statusCode() != BUSY || isLast) {
          throw new ClewStatusException(response.statusCode(), message(response.body()));
        }
      } catch (HttpTimeoutException e) {
        throw new ClewException(request.uri() + ": no answer within " + config.timeout(), e);
      } catch (IOException e) {
        if (isLast) {
          throw new ClewException(request.uri() + ": " + e, e);
        }
      } catch (InterruptedException e) {
        throw interrupted(request.uri(), e);
      }
      pause(request.uri(), delayMillis);
      delayMillis *= 2;
    }
  }

  private static void pause(URI uri, long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      throw interrupted(uri, e);
    }
  }

  private static ClewException interrupted(URI uri, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ClewException(uri + ": interrupted", e);
  }

  private URI uri(String path, Map<String, String> parameters) {
    String base = config.server().toString().replaceAll("/+$", "");
    String query =
        parameters.entrySet().stream()
            .map(entry ->
                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return URI.create(base + path + (query.isEmpty() ? "" : "?" + query));
  }

  /** Errors are JSON of either generation of the API, or the text of something in between. */
  private static String message(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    try {
      JsonNode json = Json.parse(body);
      String message = json.at("/error/message").asString("");
      return message.isEmpty() ? json.at("/errors/0/msg").asString(text) : message;
    } catch (ClewException notJson) {
      return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }
  }
}
