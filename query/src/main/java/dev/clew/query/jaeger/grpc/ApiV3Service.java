// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.grpc;

import dev.clew.model.TraceId;
import dev.clew.proto.jaeger.api_v3.DependenciesResponse;
import dev.clew.proto.jaeger.api_v3.Dependency;
import dev.clew.proto.jaeger.api_v3.FindTraceSummariesRequest;
import dev.clew.proto.jaeger.api_v3.FindTraceSummariesResponse;
import dev.clew.proto.jaeger.api_v3.FindTracesRequest;
import dev.clew.proto.jaeger.api_v3.GetDependenciesRequest;
import dev.clew.proto.jaeger.api_v3.GetOperationsRequest;
import dev.clew.proto.jaeger.api_v3.GetOperationsResponse;
import dev.clew.proto.jaeger.api_v3.GetServicesRequest;
import dev.clew.proto.jaeger.api_v3.GetServicesResponse;
import dev.clew.proto.jaeger.api_v3.GetTraceRequest;
import dev.clew.proto.jaeger.api_v3.Operation;
import dev.clew.proto.jaeger.api_v3.QueryServiceGrpc;
import dev.clew.proto.jaeger.api_v3.ServiceSummary;
import dev.clew.proto.jaeger.api_v3.TraceQueryParameters;
import dev.clew.proto.jaeger.api_v3.TraceSummary;
import dev.clew.query.grpc.GrpcCall;
import dev.clew.query.grpc.GrpcMethods;
import dev.clew.query.grpc.GrpcRunner;
import dev.clew.query.http.ApiException;
import dev.clew.query.jaeger.TraceSource;
import dev.clew.query.jaeger.terms.ServiceName;
import dev.clew.query.parameter.ParameterException;
import dev.clew.query.parameter.Tag;
import dev.clew.query.parameter.TraceIdText;
import dev.clew.store.DependencyLink;
import dev.clew.store.TraceChunks;
import dev.clew.store.query.FoundPage;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.TracePage;
import dev.clew.store.query.TraceQuery;
import io.grpc.ServerServiceDefinition;
import java.util.Optional;

/** {@code jaeger.api_v3.QueryService}: traces as OTLP. */
final class ApiV3Service {

  private final TraceSource traces;

  ApiV3Service(TraceSource traces) {
    this.traces = traces;
  }

  ServerServiceDefinition definition(GrpcRunner runner) {
    return new GrpcMethods(QueryServiceGrpc.getServiceDescriptor(), runner)
        .addEncoded(QueryServiceGrpc.getGetTraceMethod(), this::trace)
        .addEncoded(QueryServiceGrpc.getFindTracesMethod(), this::search)
        .add(QueryServiceGrpc.getGetServicesMethod(), this::services)
        .add(QueryServiceGrpc.getGetOperationsMethod(), this::operations)
        .add(QueryServiceGrpc.getGetDependenciesMethod(), this::dependencies)
        .add(QueryServiceGrpc.getFindTraceSummariesMethod(), this::summaries)
        .build();
  }

  private void trace(GetTraceRequest request, GrpcCall<byte[]> call) {
    if (request.getTraceId().isEmpty()) {
      throw ParameterException.missing("trace_id");
    }
    try (TraceChunks chunks =
        traces.trace(
            TraceIdText.parse("trace_id", request.getTraceId()),
            request.getRawTraces(),
            call.readContext())) {
      if (!chunks.hasNext()) {
        throw ApiException.notFound("trace not found");
      }
      new OtlpMessages(call).send(chunks);
    }
  }

  private void search(FindTracesRequest request, GrpcCall<byte[]> call) {
    FoundPage page =
        traces
            .reader()
            .find(query(request.hasQuery(), request.getQuery(), call), call.searchContext());
    call.noteIncompleteness(page.stats());
    OtlpMessages messages = new OtlpMessages(call);
    for (TraceId id : page.ids()) {
      try (TraceChunks chunks =
          traces.trace(id, request.getQuery().getRawTraces(), call.readContext())) {
        messages.send(chunks);
      }
    }
  }

  private void summaries(
      FindTraceSummariesRequest request, GrpcCall<FindTraceSummariesResponse> call) {
    TracePage page =
        traces
            .reader()
            .search(query(request.hasQuery(), request.getQuery(), call), call.searchContext());
    call.noteIncompleteness(page.stats());
    SummaryMessages.send(
        page.traces(),
        part ->
            call.send(
                FindTraceSummariesResponse.newBuilder()
                    .addAllSummaries(part.stream().map(ApiV3Service::summary).toList())
                    .build()));
  }

  private static TraceQuery query(boolean hasQuery, TraceQueryParameters query, GrpcCall<?> call) {
    if (!hasQuery) {
      throw ParameterException.missing("query");
    }
    if (!query.hasStartTimeMin() || !query.hasStartTimeMax()) {
      throw ParameterException.missing(
          query.hasStartTimeMin() ? "start_time_max" : "start_time_min");
    }
    SearchRequest search =
        new SearchRequest(
            SearchRequest.conditions(
                query.getServiceName(),
                query.getOperationName(),
                query.getAttributesMap().entrySet().stream()
                    .map(entry -> new Tag(entry.getKey(), entry.getValue()))
                    .toList(),
                ProtoTimes.nanos("duration_min", query.getDurationMin()),
                ProtoTimes.nanos("duration_max", query.getDurationMax())),
            query.hasFilter() ? Optional.of(ProtoFilter.read(query.getFilter())) : Optional.empty(),
            ProtoTimes.range("start_time_max", query.getStartTimeMin(), query.getStartTimeMax()),
            query.getSearchDepth());
    return search.query(call.config());
  }

  private void services(GetServicesRequest request, GrpcCall<GetServicesResponse> call) {
    call.send(
        GetServicesResponse.newBuilder()
            .addAllServices(Names.services(traces.reader(), call.searchContext()))
            .build());
  }

  private void operations(GetOperationsRequest request, GrpcCall<GetOperationsResponse> call) {
    GetOperationsResponse.Builder response = GetOperationsResponse.newBuilder();
    Names.operations(
            traces.reader(), request.getService(), request.getSpanKind(), call.searchContext())
        .forEach(operation ->
            response.addOperations(
                Operation.newBuilder()
                    .setName(operation.name())
                    .setSpanKind(Names.kind(operation.kind()))));
    call.send(response.build());
  }

  private void dependencies(GetDependenciesRequest request, GrpcCall<DependenciesResponse> call) {
    TimeRange range = ProtoTimes.range("end_time", request.getStartTime(), request.getEndTime());
    DependenciesResponse.Builder response = DependenciesResponse.newBuilder();
    for (DependencyLink link : traces.reader().dependencies(range, call.searchContext())) {
      response.addDependencies(
          Dependency.newBuilder()
              .setParent(ServiceName.toJaeger(link.caller()))
              .setChild(ServiceName.toJaeger(link.callee()))
              .setCallCount(link.callCount()));
    }
    call.send(response.build());
  }

  private static TraceSummary summary(dev.clew.store.query.TraceSummary trace) {
    TraceSummary.Builder summary =
        TraceSummary.newBuilder()
            .setTraceId(trace.traceId().toHex())
            .setRootServiceName(ServiceName.toJaeger(trace.rootServiceName()))
            .setRootOperationName(trace.rootName())
            .setMinStartTimeUnixNano(trace.startNanos())
            .setMaxEndTimeUnixNano(trace.endNanos())
            .setSpanCount(trace.spanCount())
            .setErrorSpanCount(trace.errorSpanCount())
            .setOrphanSpanCount(trace.orphanSpanCount());
    trace
        .services()
        .forEach(service ->
            summary.addServices(
                ServiceSummary.newBuilder()
                    .setName(ServiceName.toJaeger(service.name()))
                    .setSpanCount(service.spanCount())
                    .setErrorSpanCount(service.errorSpanCount())));
    return summary.build();
  }
}
