// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.grpc;

import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import dev.clew.proto.jaeger.api_v2.ArchiveTraceRequest;
import dev.clew.proto.jaeger.api_v2.ArchiveTraceResponse;
import dev.clew.proto.jaeger.api_v2.DependencyLink;
import dev.clew.proto.jaeger.api_v2.FindTracesRequest;
import dev.clew.proto.jaeger.api_v2.GetDependenciesRequest;
import dev.clew.proto.jaeger.api_v2.GetDependenciesResponse;
import dev.clew.proto.jaeger.api_v2.GetOperationsRequest;
import dev.clew.proto.jaeger.api_v2.GetOperationsResponse;
import dev.clew.proto.jaeger.api_v2.GetServicesRequest;
import dev.clew.proto.jaeger.api_v2.GetServicesResponse;
import dev.clew.proto.jaeger.api_v2.GetTraceRequest;
import dev.clew.proto.jaeger.api_v2.Operation;
import dev.clew.proto.jaeger.api_v2.QueryServiceGrpc;
import dev.clew.proto.jaeger.api_v2.Span;
import dev.clew.proto.jaeger.api_v2.SpansResponseChunk;
import dev.clew.proto.jaeger.api_v2.TraceQueryParameters;
import dev.clew.query.grpc.GrpcCall;
import dev.clew.query.grpc.GrpcMethods;
import dev.clew.query.grpc.GrpcRunner;
import dev.clew.query.http.ApiException;
import dev.clew.query.jaeger.TraceSource;
import dev.clew.query.jaeger.terms.ServiceName;
import dev.clew.query.parameter.ParameterException;
import dev.clew.query.parameter.Tag;
import dev.clew.store.QueryLimitException;
import dev.clew.store.TraceChunks;
import dev.clew.store.admin.StoreAdmin;
import dev.clew.store.query.FoundPage;
import io.grpc.ServerServiceDefinition;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;

/** {@code jaeger.api_v2.QueryService}: traces in Jaeger's first data model. */
final class ApiV2Service {

  private static final int CHUNK_BYTES = 1 << 20;

  private final TraceSource traces;
  private final StoreAdmin admin;

  ApiV2Service(TraceSource traces, StoreAdmin admin) {
    this.traces = traces;
    this.admin = admin;
  }

  ServerServiceDefinition definition(GrpcRunner runner) {
    return new GrpcMethods(QueryServiceGrpc.getServiceDescriptor(), runner)
        .add(QueryServiceGrpc.getGetTraceMethod(), this::trace)
        .add(QueryServiceGrpc.getArchiveTraceMethod(), this::archive)
        .add(QueryServiceGrpc.getFindTracesMethod(), this::search)
        .add(QueryServiceGrpc.getGetServicesMethod(), this::services)
        .add(QueryServiceGrpc.getGetOperationsMethod(), this::operations)
        .add(QueryServiceGrpc.getGetDependenciesMethod(), this::dependencies)
        .build();
  }

  private void trace(GetTraceRequest request, GrpcCall<SpansResponseChunk> call) {
    TraceId id = ProtoIds.trace(request.getTraceId());
    try (TraceChunks chunks = traces.trace(id, request.getRawTraces(), call.readContext())) {
      if (!chunks.hasNext()) {
        throw ApiException.notFound("trace not found");
      }
      send(chunks, call);
    }
  }

  private void archive(ArchiveTraceRequest request, GrpcCall<ArchiveTraceResponse> call) {
    if (!traces.reader().capabilities().archives()) {
      throw ApiException.notImplemented("archive: this store has none");
    }
    if (!admin.archive(ProtoIds.trace(request.getTraceId()))) {
      throw ApiException.notFound("trace not found");
    }
    call.send(ArchiveTraceResponse.getDefaultInstance());
  }

  private void search(FindTracesRequest request, GrpcCall<SpansResponseChunk> call) {
    if (!request.hasQuery()) {
      throw ParameterException.missing("query");
    }
    TraceQueryParameters query = request.getQuery();
    FoundPage page = traces.reader().find(search(query).query(call.config()), call.searchContext());
    call.noteIncompleteness(page.stats());
    for (TraceId id : page.ids()) {
      try (TraceChunks chunks = traces.trace(id, query.getRawTraces(), call.readContext())) {
        send(chunks, call);
      }
    }
  }

  private static SearchRequest search(TraceQueryParameters query) {
    return new SearchRequest(
        SearchRequest.conditions(
            query.getServiceName(),
            query.getOperationName(),
            query.getTagsMap().entrySet().stream()
                .map(entry -> new Tag(entry.getKey(), entry.getValue()))
                .toList(),
            ProtoTimes.nanos("duration_min", query.getDurationMin()),
            ProtoTimes.nanos("duration_max", query.getDurationMax())),
        Optional.empty(),
        ProtoTimes.range("start_time_max", query.getStartTimeMin(), query.getStartTimeMax()),
        query.getSearchDepth());
  }

  /** Sends the rest of a trace in messages of about a megabyte. */
  private static void send(TraceChunks chunks, GrpcCall<SpansResponseChunk> call) {
    SpansResponseChunk.Builder chunk = SpansResponseChunk.newBuilder();
    int bytes = 0;
    try {
      while (chunks.hasNext()) {
        SpanBatch batch = chunks.next();
        ApiV2Spans spans = new ApiV2Spans(batch);
        for (int row = 0; row < batch.spanCount(); row++) {
          Span span = spans.span(row);
          if (bytes > 0 && bytes + span.getSerializedSize() > CHUNK_BYTES) {
            call.send(chunk.build());
            chunk.clear();
            bytes = 0;
          }
          chunk.addSpans(span);
          bytes += span.getSerializedSize();
        }
      }
    } catch (QueryLimitException limit) {
      call.notePartial("a trace is not whole: " + limit.getMessage());
    }
    if (bytes > 0) {
      call.send(chunk.build());
    }
  }

  private void services(GetServicesRequest request, GrpcCall<GetServicesResponse> call) {
    call.send(
        GetServicesResponse.newBuilder()
            .addAllServices(Names.services(traces.reader(), call.searchContext()))
            .build());
  }

  private void operations(GetOperationsRequest request, GrpcCall<GetOperationsResponse> call) {
    GetOperationsResponse.Builder response = GetOperationsResponse.newBuilder();
    SequencedSet<String> names = new LinkedHashSet<>();
    Names.operations(
            traces.reader(), request.getService(), request.getSpanKind(), call.searchContext())
        .forEach(operation -> {
          names.add(operation.name());
          response.addOperations(
              Operation.newBuilder()
                  .setName(operation.name())
                  .setSpanKind(Names.kind(operation.kind())));
        });
    call.send(response.addAllOperationNames(names).build());
  }

  private void dependencies(
      GetDependenciesRequest request, GrpcCall<GetDependenciesResponse> call) {
    GetDependenciesResponse.Builder response = GetDependenciesResponse.newBuilder();
    traces
        .reader()
        .dependencies(
            ProtoTimes.range("end_time", request.getStartTime(), request.getEndTime()),
            call.searchContext())
        .forEach(link ->
            response.addDependencies(
                DependencyLink.newBuilder()
                    .setParent(ServiceName.toJaeger(link.caller()))
                    .setChild(ServiceName.toJaeger(link.callee()))
                    .setCallCount(link.callCount())));
    call.send(response.build());
  }
}
