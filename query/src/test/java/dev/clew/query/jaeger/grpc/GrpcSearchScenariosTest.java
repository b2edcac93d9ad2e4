// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.clew.model.Span;
import dev.clew.proto.jaeger.api_v2.SpansResponseChunk;
import dev.clew.proto.jaeger.api_v3.QueryServiceGrpc;
import dev.clew.proto.jaeger.api_v3.TraceQueryParameters;
import dev.clew.proto.jaeger.storage.AnyValue;
import dev.clew.proto.jaeger.storage.FindTraceIDsRequest;
import dev.clew.proto.jaeger.storage.FindTracesRequest;
import dev.clew.proto.jaeger.storage.FoundTraceID;
import dev.clew.proto.jaeger.storage.KeyValue;
import dev.clew.proto.jaeger.storage.TraceReaderGrpc;
import dev.clew.query.jaeger.SearchScenarios;
import dev.clew.query.jaeger.SearchScenarios.Scenario;
import dev.clew.query.parameter.GoDuration;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.store.ReferenceTraceStore;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link SearchScenarios} over both generations of the query service, and over the storage one. */
class GrpcSearchScenariosTest {

  private static final SearchScenarios SCENARIOS = new SearchScenarios();
  private static final Timestamp START = ProtoTimes.timestamp(RandomSpans.BASE_NANOS);
  private static final Timestamp END =
      ProtoTimes.timestamp(RandomSpans.BASE_NANOS + SearchScenarios.WINDOW_NANOS);

  private static TestGrpcServer server;

  @BeforeAll
  static void start() {
    server =
        TestGrpcServer.of(ReferenceTraceStore.of(SCENARIOS.spans().toArray(Span[]::new)).reader());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<Scenario> scenarios() {
    return SCENARIOS.all().stream();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void apiV2_findsWholeTraces(Scenario scenario) {
    var query =
        dev.clew.proto.jaeger.api_v2.TraceQueryParameters.newBuilder()
            .setServiceName(scenario.service())
            .setOperationName(scenario.operation().orElse(""))
            .putAllTags(scenario.tags())
            .setStartTimeMin(START)
            .setStartTimeMax(END)
            .setDurationMin(duration(scenario.durationMin().orElse("0")))
            .setDurationMax(duration(scenario.durationMax().orElse("0")))
            .setSearchDepth(1000)
            .build();

    Iterator<SpansResponseChunk> chunks =
        server
            .queryClient(
                dev.clew.proto.jaeger.api_v2.QueryServiceGrpc.QueryServiceBlockingStub.class)
            .findTraces(
                dev.clew.proto.jaeger.api_v2.FindTracesRequest.newBuilder()
                    .setQuery(query)
                    .build());

    assertThat(ImmutableList.copyOf(chunks))
        .flatExtracting(SpansResponseChunk::getSpansList)
        .extracting(span -> lowHalf(span.getTraceId()))
        .containsExactlyInAnyOrderElementsOf(twice(scenario.traceIds()));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void apiV3_findsWholeTraces(Scenario scenario) {
    TraceQueryParameters query = v3Query(scenario);

    Iterator<TracesData> chunks =
        server
            .queryClient(QueryServiceGrpc.QueryServiceBlockingStub.class)
            .findTraces(
                dev.clew.proto.jaeger.api_v3.FindTracesRequest.newBuilder()
                    .setQuery(query)
                    .build());

    assertThat(traceIds(chunks)).containsExactlyInAnyOrderElementsOf(twice(scenario.traceIds()));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void apiV3Summaries_findWhatIsMeant(Scenario scenario) {
    var chunks =
        server
            .queryClient(QueryServiceGrpc.QueryServiceBlockingStub.class)
            .findTraceSummaries(
                dev.clew.proto.jaeger.api_v3.FindTraceSummariesRequest.newBuilder()
                    .setQuery(v3Query(scenario))
                    .build());

    assertThat(ImmutableList.copyOf(chunks))
        .flatExtracting(chunk -> chunk.getSummariesList())
        .extracting(summary -> Long.parseUnsignedLong(summary.getTraceId(), 16))
        .containsExactlyInAnyOrderElementsOf(scenario.traceIds());
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void storage_findsWholeTracesAndTheirIds(Scenario scenario) {
    var query = storageQuery(scenario);
    var client = server.storageClient(TraceReaderGrpc.TraceReaderBlockingStub.class);

    Iterator<TracesData> chunks =
        client.findTraces(FindTracesRequest.newBuilder().setQuery(query).build());

    assertThat(traceIds(chunks)).containsExactlyInAnyOrderElementsOf(twice(scenario.traceIds()));
    assertThat(
            client
                .findTraceIDs(FindTraceIDsRequest.newBuilder().setQuery(query).build())
                .getTraceIdsList())
        .extracting(FoundTraceID::getTraceId)
        .extracting(GrpcSearchScenariosTest::lowHalf)
        .containsExactlyInAnyOrderElementsOf(scenario.traceIds());
  }

  private static TraceQueryParameters v3Query(Scenario scenario) {
    return TraceQueryParameters.newBuilder()
        .setServiceName(scenario.service())
        .setOperationName(scenario.operation().orElse(""))
        .putAllAttributes(scenario.tags())
        .setStartTimeMin(START)
        .setStartTimeMax(END)
        .setDurationMin(duration(scenario.durationMin().orElse("0")))
        .setDurationMax(duration(scenario.durationMax().orElse("0")))
        .setSearchDepth(1000)
        .build();
  }

  private static dev.clew.proto.jaeger.storage.TraceQueryParameters storageQuery(
      Scenario scenario) {
    return dev.clew.proto.jaeger.storage.TraceQueryParameters.newBuilder()
        .setServiceName(scenario.service())
        .setOperationName(scenario.operation().orElse(""))
        .addAllAttributes(
            scenario.tags().entrySet().stream()
                .map(tag -> attribute(tag.getKey(), tag.getValue()))
                .toList())
        .setStartTimeMin(START)
        .setStartTimeMax(END)
        .setDurationMin(duration(scenario.durationMin().orElse("0")))
        .setDurationMax(duration(scenario.durationMax().orElse("0")))
        .setSearchDepth(1000)
        .build();
  }

  /** With its type, as Jaeger's own suite sends it. */
  private static KeyValue attribute(String key, String text) {
    AnyValue.Builder value = AnyValue.newBuilder();
    switch (key) {
      case "where.int" -> value.setIntValue(Long.parseLong(text));
      case "where.double" -> value.setDoubleValue(Double.parseDouble(text));
      case "where.bool" -> value.setBoolValue(Boolean.parseBoolean(text));
      default -> value.setStringValue(text);
    }
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static Duration duration(String text) {
    return ProtoTimes.duration(GoDuration.parse("duration", text));
  }

  private static List<Long> traceIds(Iterator<TracesData> chunks) {
    return ImmutableList.copyOf(chunks).stream()
        .flatMap(chunk -> chunk.getResourceSpansList().stream())
        .map(ResourceSpans::getScopeSpansList)
        .flatMap(List::stream)
        .flatMap(scope -> scope.getSpansList().stream())
        .map(span -> lowHalf(span.getTraceId()))
        .toList();
  }

  private static long lowHalf(ByteString traceId) {
    return ProtoIds.trace(traceId).low();
  }

  private static List<Long> twice(List<Long> ids) {
    return ids.stream().flatMap(id -> Stream.of(id, id)).toList();
  }
}
