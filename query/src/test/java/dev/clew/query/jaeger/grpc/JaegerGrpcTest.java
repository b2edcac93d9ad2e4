// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.clew.codec.jaeger.JaegerOrigin;
import dev.clew.codec.otlp.OtlpProtoWriter;
import dev.clew.model.Span;
import dev.clew.model.SpanKind;
import dev.clew.model.StatusCode;
import dev.clew.model.TraceId;
import dev.clew.proto.jaeger.api_v2.ArchiveTraceRequest;
import dev.clew.proto.jaeger.api_v2.KeyValue;
import dev.clew.proto.jaeger.api_v2.SpanRef;
import dev.clew.proto.jaeger.api_v2.SpansResponseChunk;
import dev.clew.proto.jaeger.api_v3.FindTracesRequest;
import dev.clew.proto.jaeger.api_v3.GetDependenciesRequest;
import dev.clew.proto.jaeger.api_v3.GetOperationsRequest;
import dev.clew.proto.jaeger.api_v3.GetTraceRequest;
import dev.clew.proto.jaeger.api_v3.Operation;
import dev.clew.proto.jaeger.api_v3.QueryServiceGrpc;
import dev.clew.proto.jaeger.api_v3.TraceQueryParameters;
import dev.clew.proto.jaeger.expression.AttributeReference;
import dev.clew.proto.jaeger.expression.Call;
import dev.clew.proto.jaeger.expression.Expression;
import dev.clew.proto.jaeger.expression.Scalar;
import dev.clew.proto.jaeger.storage.CapabilitiesGrpc;
import dev.clew.proto.jaeger.storage.GetCapabilitiesRequest;
import dev.clew.proto.jaeger.storage.GetTraceParams;
import dev.clew.proto.jaeger.storage.GetTracesRequest;
import dev.clew.proto.jaeger.storage.TraceReaderGrpc;
import dev.clew.query.http.QueryConfig;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Spans;
import dev.clew.testkit.store.ReferenceTraceStore;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JaegerGrpcTest {

  private static final int LARGE_SPANS = 10_008; // as Jaeger's own suite has it
  private static final Timestamp START = ProtoTimes.timestamp(RandomSpans.BASE_NANOS - 1);
  private static final Timestamp END =
      ProtoTimes.timestamp(RandomSpans.BASE_NANOS + 3_600_000_000_000L);

  private static List<Span> spans = List.of();
  private static ReferenceTraceStore store = new ReferenceTraceStore();
  private static TestGrpcServer server;

  @BeforeAll
  static void start() {
    spans = spans();
    store = ReferenceTraceStore.of(spans.toArray(Span[]::new));
    server = TestGrpcServer.of(store.reader(), store.admin(), QueryConfig.defaults());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<Span> spans() {
    List<Span> all = new ArrayList<>();
    all.add(
        Spans.span(1, 1)
            .service("shop")
            .resource(JaegerOrigin.FORMAT_KEY, "otlp")
            .name("checkout")
            .kind(SpanKind.SERVER)
            .status(StatusCode.ERROR, "out of stock")
            .attribute("text", "here")
            .attribute("number", 42)
            .event("retry", 5)
            .link(7, 8)
            .durationNanos(1_000_000_001)
            .build());
    all.add(
        Spans.span(1, 2).parent(1).service("stock").name("reserve").kind(SpanKind.CLIENT).build());
    for (int i = 0; i < LARGE_SPANS; i++) {
      all.add(
          Spans.span(2, i + 1)
              .service("large")
              .name("step")
              .attribute("payload", "x".repeat(600))
              .startsAfterNanos(i)
              .build());
    }
    return all;
  }

  @Test
  void apiV2Trace_saysEverythingInJaegersTerms() {
    List<dev.clew.proto.jaeger.api_v2.Span> found = v2Trace(ProtoIds.trace(0, 1));

    assertThat(found).hasSize(2);
    var span = found.getFirst();
    assertThat(span.getOperationName()).isEqualTo("checkout");
    assertThat(span.getProcess().getServiceName()).isEqualTo("shop");
    assertThat(span.getStartTime()).isEqualTo(ProtoTimes.timestamp(spans.getFirst().startNanos()));
    assertThat(span.getDuration())
        .isEqualTo(Duration.newBuilder().setSeconds(1).setNanos(1).build());
    assertThat(span.getTagsList())
        .extracting(KeyValue::getKey)
        .containsExactly(
            "otel.scope.name",
            "text",
            "number",
            "span.kind",
            "otel.status_code",
            "error",
            "otel.status_description");
    assertThat(span.getLogsList().getFirst().getFields(0).getVStr()).isEqualTo("retry");
    assertThat(span.getReferencesList())
        .extracting(SpanRef::getSpanId)
        .containsExactly(ProtoIds.span(8));
    assertThat(found.getLast().getReferences(0).getSpanId()).isEqualTo(ProtoIds.span(1));
  }

  @Test
  void apiV3Trace_isTheOtlpThatWasSent_butForOurMark() throws Exception {
    List<TracesData> chunks = v3Trace("1");

    TracesData sent =
        TracesData.parseFrom(
            OtlpProtoWriter.withoutResourceKey(JaegerOrigin.FORMAT_KEY)
                .write(Spans.batch(spans.subList(0, 2))));
    assertThat(sent.toString()).doesNotContain(JaegerOrigin.FORMAT_KEY);
    assertThat(chunks.stream().flatMap(chunk -> chunk.getResourceSpansList().stream()))
        .containsExactlyInAnyOrderElementsOf(sent.getResourceSpansList());
  }

  @Test
  void largeTrace_comesWholeInMessagesOfBoundedSize() {
    List<TracesData> v3 = v3Trace("00000000000000000000000000000002");
    List<SpansResponseChunk> v2 = v2Chunks(ProtoIds.trace(0, 2));

    assertThat(v3).hasSizeGreaterThan(3).allMatch(chunk -> chunk.getSerializedSize() < 4 << 20);
    assertThat(v3.stream().mapToInt(JaegerGrpcTest::spanCount).sum()).isEqualTo(LARGE_SPANS);
    assertThat(v2).hasSizeGreaterThan(3).allMatch(chunk -> chunk.getSerializedSize() < 4 << 20);
    assertThat(v2.stream().mapToInt(SpansResponseChunk::getSpansCount).sum())
        .isEqualTo(LARGE_SPANS);
  }

  @Test
  void storageTraces_keepTracesApart_andSkipUnknownIds() {
    List<TracesData> chunks =
        ImmutableList.copyOf(
            storage()
                .getTraces(
                    GetTracesRequest.newBuilder()
                        .addQuery(byId(ProtoIds.trace(0, 2)))
                        .addQuery(byId(ProtoIds.trace(0, 99)))
                        .addQuery(byId(ProtoIds.trace(0, 1)))
                        .build()));

    List<Set<ByteString>> ids = chunks.stream().map(JaegerGrpcTest::traceIds).toList();
    assertThat(ids).allMatch(set -> set.size() == 1);
    assertThat(ids.stream().distinct())
        .containsExactly(Set.of(ProtoIds.trace(0, 2)), Set.of(ProtoIds.trace(0, 1)));
  }

  @Test
  void trace_unknown_isNotFound() {
    assertStatus(() -> v3Trace("dead"), Status.Code.NOT_FOUND, "trace not found");
    assertStatus(() -> v2Trace(ProtoIds.trace(0, 99)), Status.Code.NOT_FOUND, "trace not found");
    assertThat(
            storage()
                .getTraces(
                    GetTracesRequest.newBuilder().addQuery(byId(ProtoIds.trace(0, 99))).build())
                .hasNext())
        .isFalse();
  }

  @Test
  void malformedRequests_areInvalidArguments() {
    assertStatus(() -> v3Trace(""), Status.Code.INVALID_ARGUMENT, "'trace_id' is required");
    assertStatus(() -> v3Trace("xyz"), Status.Code.INVALID_ARGUMENT, "1 to 32 hex digits");
    assertStatus(
        () -> v2Trace(ByteString.copyFromUtf8("abc")), Status.Code.INVALID_ARGUMENT, "16 bytes");
    assertStatus(
        () -> find(FindTracesRequest.getDefaultInstance()),
        Status.Code.INVALID_ARGUMENT,
        "'query' is required");
    assertStatus(
        () -> find(TraceQueryParameters.newBuilder().setStartTimeMin(START)),
        Status.Code.INVALID_ARGUMENT,
        "'start_time_max' is required");
    assertStatus(
        () -> find(window().setSearchDepth(-1)), Status.Code.INVALID_ARGUMENT, "search_depth");
    assertStatus(
        () -> find(window().setDurationMin(Duration.newBuilder().setSeconds(-1))),
        Status.Code.INVALID_ARGUMENT,
        "duration_min");
    assertStatus(
        () -> v3().getOperations(GetOperationsRequest.getDefaultInstance()),
        Status.Code.INVALID_ARGUMENT,
        "'service' is required");
  }

  @Test
  void search_byStructuredFilter_findsWhatItSays() {
    Call filter =
        Call.newBuilder()
            .setOp("gt")
            .addArgs(
                Expression.newBuilder()
                    .setAttr(AttributeReference.newBuilder().setKey("number").setLevel("span")))
            .addArgs(
                Expression.newBuilder()
                    .setScalar(Scalar.newBuilder().setValue("41").setType("int")))
            .build();

    assertThat(find(window().setFilter(filter))).hasSize(2);
    assertStatus(
        () -> find(window().setFilter(filter).setServiceName("shop")),
        Status.Code.INVALID_ARGUMENT,
        "no service, operation, attributes or durations beside it");
  }

  @Test
  void names_comeWithKinds() {
    assertThat(
            v3().getOperations(GetOperationsRequest.newBuilder().setService("shop").build())
                .getOperationsList())
        .containsExactly(Operation.newBuilder().setName("checkout").setSpanKind("server").build());
    assertThat(
            v2().getServices(dev.clew.proto.jaeger.api_v2.GetServicesRequest.getDefaultInstance())
                .getServicesList())
        .containsExactly("large", "shop", "stock");
    assertThat(
            v3().getDependencies(GetDependenciesRequest.newBuilder().setStartTime(START).build())
                .getDependenciesList())
        .singleElement()
        .matches(call -> call.getParent().equals("shop") && call.getCallCount() == 1);
  }

  @Test
  void archive_keepsATrace_orSaysThatThereIsNone() {
    var _ = v2().archiveTrace(archiving(1));

    assertThat(store.admin().isArchived(new TraceId(0, 1))).isTrue();
    assertStatus(() -> v2().archiveTrace(archiving(99)), Status.Code.NOT_FOUND, "not found");
  }

  @Test
  void capabilities_areAllThereIs() {
    var search =
        server
            .storageClient(CapabilitiesGrpc.CapabilitiesBlockingStub.class)
            .getCapabilities(GetCapabilitiesRequest.getDefaultInstance())
            .getSearch();

    assertThat(search.getWithoutServiceName()).isTrue();
    assertThat(search.getSameSpanConjunction()).isTrue();
    assertThat(search.getFilter().getLevelsCount()).isEqualTo(5);
  }

  @Test
  void health_isServed_andReflectionKnowsTheServices() {
    assertThat(
            server
                .queryClient(HealthGrpc.HealthBlockingStub.class)
                .check(HealthCheckRequest.getDefaultInstance())
                .getStatus())
        .isEqualTo(ServingStatus.SERVING);
    assertThat(services(server.queryClient(ServerReflectionGrpc.ServerReflectionStub.class)))
        .contains("jaeger.api_v2.QueryService", "jaeger.api_v3.QueryService");
    assertThat(services(server.storageClient(ServerReflectionGrpc.ServerReflectionStub.class)))
        .contains(
            "jaeger.storage.v2.TraceReader",
            "jaeger.storage.v2.DependencyReader",
            "jaeger.storage.v2.Capabilities");
  }

  private static List<String> services(ServerReflectionGrpc.ServerReflectionStub client) {
    CompletableFuture<ServerReflectionResponse> response = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> requests =
        client.serverReflectionInfo(
            new StreamObserver<>() {
              @Override
              public void onNext(ServerReflectionResponse value) {
                response.complete(value);
              }

              @Override
              public void onError(Throwable failure) {
                response.completeExceptionally(failure);
              }

              @Override
              public void onCompleted() {}
            });
    requests.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    requests.onCompleted();
    return response.join().getListServicesResponse().getServiceList().stream()
        .map(service -> service.getName())
        .toList();
  }

  private static void assertStatus(Runnable call, Status.Code code, String message) {
    StatusRuntimeException thrown = catchThrowableOfType(StatusRuntimeException.class, call::run);
    assertThat(thrown).isNotNull();
    assertThat(thrown.getStatus().getCode()).isEqualTo(code);
    assertThat(thrown.getStatus().getDescription()).contains(message);
  }

  private static TraceQueryParameters.Builder window() {
    return TraceQueryParameters.newBuilder().setStartTimeMin(START).setStartTimeMax(END);
  }

  private static List<io.opentelemetry.proto.trace.v1.Span> find(
      TraceQueryParameters.Builder query) {
    return find(FindTracesRequest.newBuilder().setQuery(query).build());
  }

  private static List<io.opentelemetry.proto.trace.v1.Span> find(FindTracesRequest request) {
    return ImmutableList.copyOf(v3().findTraces(request)).stream()
        .flatMap(JaegerGrpcTest::spans)
        .toList();
  }

  private static List<TracesData> v3Trace(String id) {
    return ImmutableList.copyOf(v3().getTrace(GetTraceRequest.newBuilder().setTraceId(id).build()));
  }

  private static List<dev.clew.proto.jaeger.api_v2.Span> v2Trace(ByteString id) {
    return v2Chunks(id).stream().flatMap(chunk -> chunk.getSpansList().stream()).toList();
  }

  private static List<SpansResponseChunk> v2Chunks(ByteString id) {
    return ImmutableList.copyOf(
        v2().getTrace(
                dev.clew.proto.jaeger.api_v2.GetTraceRequest.newBuilder().setTraceId(id).build()));
  }

  private static ArchiveTraceRequest archiving(long id) {
    return ArchiveTraceRequest.newBuilder().setTraceId(ProtoIds.trace(0, id)).build();
  }

  private static GetTraceParams byId(ByteString id) {
    return GetTraceParams.newBuilder().setTraceId(id).build();
  }

  private static int spanCount(TracesData chunk) {
    return (int) spans(chunk).count();
  }

  private static Set<ByteString> traceIds(TracesData chunk) {
    return Set.copyOf(spans(chunk).map(span -> span.getTraceId()).distinct().toList());
  }

  private static Stream<io.opentelemetry.proto.trace.v1.Span> spans(TracesData chunk) {
    return chunk.getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream());
  }

  private static QueryServiceGrpc.QueryServiceBlockingStub v3() {
    return server.queryClient(QueryServiceGrpc.QueryServiceBlockingStub.class);
  }

  private static dev.clew.proto.jaeger.api_v2.QueryServiceGrpc.QueryServiceBlockingStub v2() {
    return server.queryClient(
        dev.clew.proto.jaeger.api_v2.QueryServiceGrpc.QueryServiceBlockingStub.class);
  }

  private static TraceReaderGrpc.TraceReaderBlockingStub storage() {
    return server.storageClient(TraceReaderGrpc.TraceReaderBlockingStub.class);
  }
}
