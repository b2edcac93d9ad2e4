// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.assembly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zipkin2.Call;
import zipkin2.Callback;
import zipkin2.CheckResult;
import zipkin2.DependencyLink;
import zipkin2.Span;
import zipkin2.codec.DependencyLinkBytesDecoder;
import zipkin2.codec.SpanBytesDecoder;
import zipkin2.codec.SpanBytesEncoder;
import zipkin2.storage.AutocompleteTags;
import zipkin2.storage.QueryRequest;
import zipkin2.storage.ServiceAndSpanNames;
import zipkin2.storage.SpanConsumer;
import zipkin2.storage.SpanStore;
import zipkin2.storage.StorageComponent;
import zipkin2.storage.Traces;

/** A Zipkin server as a storage component: every call is a request to its HTTP API. */
@SuppressWarnings(
    "deprecation") // SpanStore still has what Traces and the names have for themselves
final class HttpStorage extends StorageComponent
    implements SpanStore, SpanConsumer, Traces, ServiceAndSpanNames, AutocompleteTags {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final URI server;
  private final Runnable closer;
  private final HttpClient client = HttpClient.newHttpClient();

  /** What asks the server at this address. */
  HttpStorage(URI server, Runnable closer) {
    this.server = server;
    this.closer = closer;
  }

  @Override
  public Traces traces() {
    return this;
  }

  @Override
  public SpanStore spanStore() {
    return this;
  }

  @Override
  public AutocompleteTags autocompleteTags() {
    return this;
  }

  @Override
  public ServiceAndSpanNames serviceAndSpanNames() {
    return this;
  }

  @Override
  public SpanConsumer spanConsumer() {
    return this;
  }

  @Override
  public CheckResult check() {
    try {
      get("/health", Map.of());
      return CheckResult.OK;
    } catch (IOException e) {
      return CheckResult.failed(e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    closer.run();
  }

  @Override
  public Call<Void> accept(List<Span> spans) {
    return new Request<>(() -> {
      byte[] body = SpanBytesEncoder.JSON_V2.encodeList(spans);
      send(
          HttpRequest.newBuilder(server.resolve("/api/v2/spans"))
              .header("content-type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build(),
          202);
      return null;
    });
  }

  @Override
  public Call<List<List<Span>>> getTraces(QueryRequest request) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    put(parameters, "serviceName", request.serviceName());
    put(parameters, "remoteServiceName", request.remoteServiceName());
    put(parameters, "spanName", request.spanName());
    put(parameters, "annotationQuery", request.annotationQueryString());
    put(parameters, "minDuration", request.minDuration());
    put(parameters, "maxDuration", request.maxDuration());
    put(parameters, "endTs", request.endTs());
    put(parameters, "lookback", request.lookback());
    put(parameters, "limit", request.limit());
    return new Request<>(() -> traceLists(get("/api/v2/traces", parameters)));
  }

  @Override
  public Call<List<Span>> getTrace(String traceId) {
    return new Request<>(() -> trace(traceId));
  }

  @Override
  public Call<List<List<Span>>> getTraces(Iterable<String> traceIds) {
    List<String> ids = new ArrayList<>();
    traceIds.forEach(id -> ids.add(Span.normalizeTraceId(id)));
    List<String> distinct = ids.stream().distinct().toList();
    return new Request<>(() -> {
      if (distinct.size() < 2) {
        List<List<Span>> traces = new ArrayList<>();
        for (String id : distinct) {
          traces.add(trace(id));
        }
        traces.removeIf(List::isEmpty);
        return traces;
      }
      return traceLists(get("/api/v2/traceMany", Map.of("traceIds", String.join(",", distinct))));
    });
  }

  @Override
  public Call<List<String>> getServiceNames() {
    return names("/api/v2/services", Map.of());
  }

  @Override
  public Call<List<String>> getRemoteServiceNames(String serviceName) {
    return names("/api/v2/remoteServices", Map.of("serviceName", serviceName));
  }

  @Override
  public Call<List<String>> getSpanNames(String serviceName) {
    return names("/api/v2/spans", Map.of("serviceName", serviceName));
  }

  @Override
  public Call<List<DependencyLink>> getDependencies(long endTs, long lookback) {
    Call<List<DependencyLink>> call =
        new Request<>(() ->
            DependencyLinkBytesDecoder.JSON_V1.decodeList(
                get("/api/v2/dependencies", Map.of("endTs", endTs, "lookback", lookback))));
    return endTs > 0 && lookback > 0 ? call : refused(call);
  }

  @Override
  public Call<List<String>> getKeys() {
    return names("/api/v2/autocompleteKeys", Map.of());
  }

  @Override
  public Call<List<String>> getValues(String key) {
    return names("/api/v2/autocompleteValues", Map.of("key", key));
  }

  /** The contract wants to know at once what is wrong with its arguments: the server is asked. */
  private static <T> Call<T> refused(Call<T> call) {
    try {
      call.clone().execute();
      return call;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Span> trace(String id) throws IOException {
    HttpResponse<byte[]> response =
        send(HttpRequest.newBuilder(server.resolve("/api/v2/trace/" + id)).build(), 200, 404);
    return response.statusCode() == 404
        ? List.of()
        : SpanBytesDecoder.JSON_V2.decodeList(response.body());
  }

  private Call<List<String>> names(String path, Map<String, Object> parameters) {
    return new Request<>(() -> {
      List<String> names = new ArrayList<>();
      MAPPER.readTree(get(path, parameters)).forEach(name -> names.add(name.asString()));
      return names;
    });
  }

  private static List<List<Span>> traceLists(byte[] json) {
    List<List<Span>> traces = new ArrayList<>();
    for (JsonNode trace : MAPPER.readTree(json)) {
      traces.add(SpanBytesDecoder.JSON_V2.decodeList(MAPPER.writeValueAsBytes(trace)));
    }
    return traces;
  }

  private static void put(Map<String, Object> parameters, String name, @Nullable Object value) {
    if (value != null) {
      parameters.put(name, value);
    }
  }

  private byte[] get(String path, Map<String, Object> parameters) throws IOException {
    String query =
        parameters.entrySet().stream()
            .map(entry ->
                entry.getKey()
                    + "="
                    + URLEncoder.encode(entry.getValue().toString(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return send(
            HttpRequest.newBuilder(server.resolve(path + (query.isEmpty() ? "" : "?" + query)))
                .build(),
            200)
        .body();
  }

  private HttpResponse<byte[]> send(HttpRequest request, Integer... expected) throws IOException {
    HttpResponse<byte[]> response;
    try {
      response = client.send(request, BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    if (response.statusCode() == 400) {
      throw new IllegalArgumentException(new String(response.body(), StandardCharsets.UTF_8));
    }
    if (!List.of(expected).contains(response.statusCode())) {
      throw new IOException(
          request.uri()
              + ": "
              + response.statusCode()
              + " "
              + new String(response.body(), StandardCharsets.UTF_8));
    }
    return response;
  }

  @FunctionalInterface
  private interface Action<T> {
    @Nullable T run() throws IOException;
  }

  /** A request that is made when it is asked for. */
  private static final class Request<T> extends Call.Base<T> {

    private final Action<T> action;

    Request(Action<T> action) {
      this.action = action;
    }

    @Override
    protected @Nullable T doExecute() throws IOException {
      return action.run();
    }

    @Override
    protected void doEnqueue(Callback<T> callback) {
      try {
        callback.onSuccess(action.run());
      } catch (IOException | RuntimeException e) {
        callback.onError(e);
      }
    }

    @Override
    public Call<T> clone() {
      return new Request<>(action);
    }
  }
}
