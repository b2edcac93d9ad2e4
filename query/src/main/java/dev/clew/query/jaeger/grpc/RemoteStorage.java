// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.grpc;

import dev.clew.model.TraceId;
import dev.clew.proto.jaeger.storage.CapabilitiesGrpc;
import dev.clew.proto.jaeger.storage.Dependency;
import dev.clew.proto.jaeger.storage.DependencyReaderGrpc;
import dev.clew.proto.jaeger.storage.FilterCapabilities;
import dev.clew.proto.jaeger.storage.FindTraceIDsRequest;
import dev.clew.proto.jaeger.storage.FindTraceIDsResponse;
import dev.clew.proto.jaeger.storage.FindTraceSummariesRequest;
import dev.clew.proto.jaeger.storage.FindTraceSummariesResponse;
import dev.clew.proto.jaeger.storage.FindTracesRequest;
import dev.clew.proto.jaeger.storage.FoundTraceID;
import dev.clew.proto.jaeger.storage.GetCapabilitiesRequest;
import dev.clew.proto.jaeger.storage.GetCapabilitiesResponse;
import dev.clew.proto.jaeger.storage.GetDependenciesRequest;
import dev.clew.proto.jaeger.storage.GetDependenciesResponse;
import dev.clew.proto.jaeger.storage.GetOperationsRequest;
import dev.clew.proto.jaeger.storage.GetOperationsResponse;
import dev.clew.proto.jaeger.storage.GetServicesRequest;
import dev.clew.proto.jaeger.storage.GetServicesResponse;
import dev.clew.proto.jaeger.storage.GetTraceParams;
import dev.clew.proto.jaeger.storage.GetTracesRequest;
import dev.clew.proto.jaeger.storage.Operation;
import dev.clew.proto.jaeger.storage.SearchCapabilities;
import dev.clew.proto.jaeger.storage.ServiceSummary;
import dev.clew.proto.jaeger.storage.TraceQueryParameters;
import dev.clew.proto.jaeger.storage.TraceReaderGrpc;
import dev.clew.proto.jaeger.storage.TraceSummary;
import dev.clew.query.grpc.GrpcCall;
import dev.clew.query.grpc.GrpcMethods;
import dev.clew.query.grpc.GrpcRunner;
import dev.clew.query.jaeger.filter.FilterTranslation;
import dev.clew.query.jaeger.terms.ServiceName;
import dev.clew.query.parameter.ParameterException;
import dev.clew.store.DependencyLink;
import dev.clew.store.TraceChunks;
import dev.clew.store.TraceReader;
import dev.clew.store.query.FoundPage;
import dev.clew.store.query.FoundTrace;
import dev.clew.store.query.TracePage;
import dev.clew.store.query.TraceQuery;
import io.grpc.ServerServiceDefinition;
import java.util.List;
import java.util.Optional;

/**
 * {@code jaeger.storage.v2}: Clew as the storage of a Jaeger. Traces are sent as they are stored.
 */
final class RemoteStorage {

  private final TraceReader reader;

  RemoteStorage(TraceReader reader) {
    this.reader = reader;
  }

  List<ServerServiceDefinition> definitions(GrpcRunner runner) {
    return List.of(
        new GrpcMethods(TraceReaderGrpc.getServiceDescriptor(), runner)
            .addEncoded(TraceReaderGrpc.getGetTracesMethod(), this::traces)
            .add(TraceReaderGrpc.getGetServicesMethod(), this::services)
            .add(TraceReaderGrpc.getGetOperationsMethod(), this::operations)
            .addEncoded(TraceReaderGrpc.getFindTracesMethod(), this::search)
            .add(TraceReaderGrpc.getFindTraceIDsMethod(), this::ids)
            .add(TraceReaderGrpc.getFindTraceSummariesMethod(), this::summaries)
            .build(),
        new GrpcMethods(DependencyReaderGrpc.getServiceDescriptor(), runner)
            .add(DependencyReaderGrpc.getGetDependenciesMethod(), this::dependencies)
            .build(),
        new GrpcMethods(CapabilitiesGrpc.getServiceDescriptor(), runner)
            .add(CapabilitiesGrpc.getGetCapabilitiesMethod(), RemoteStorage::capabilities)
            .build());
  }

  private void traces(GetTracesRequest request, GrpcCall<byte[]> call) {
    List<TraceId> ids =
        request.getQueryList().stream()
            .map(GetTraceParams::getTraceId)
            .map(ProtoIds::trace)
            .distinct()
            .toList();
    send(ids, call);
  }

  private void search(FindTracesRequest request, GrpcCall<byte[]> call) {
    send(find(request.hasQuery(), request.getQuery(), call).ids(), call);
  }

  private void send(List<TraceId> ids, GrpcCall<byte[]> call) {
    OtlpMessages messages = new OtlpMessages(call);
    for (TraceId id : ids) {
      try (TraceChunks chunks = reader.trace(id, call.readContext())) {
        messages.send(chunks);
      }
    }
  }

  private void ids(FindTraceIDsRequest request, GrpcCall<FindTraceIDsResponse> call) {
    FindTraceIDsResponse.Builder response = FindTraceIDsResponse.newBuilder();
    for (FoundTrace trace : find(request.hasQuery(), request.getQuery(), call).traces()) {
      response.addTraceIds(
          FoundTraceID.newBuilder()
              .setTraceId(ProtoIds.trace(trace.traceId().high(), trace.traceId().low()))
              .setStart(ProtoTimes.timestamp(trace.startNanos()))
              .setEnd(ProtoTimes.timestamp(trace.endNanos())));
    }
    call.send(response.build());
  }

  private void summaries(
      FindTraceSummariesRequest request, GrpcCall<FindTraceSummariesResponse> call) {
    TracePage page =
        reader.search(query(request.hasQuery(), request.getQuery(), call), call.searchContext());
    call.noteIncompleteness(page.stats());
    SummaryMessages.send(
        page.traces(),
        part ->
            call.send(
                FindTraceSummariesResponse.newBuilder()
                    .addAllSummaries(part.stream().map(RemoteStorage::summary).toList())
                    .build()));
  }

  private FoundPage find(boolean hasQuery, TraceQueryParameters query, GrpcCall<?> call) {
    FoundPage page = reader.find(query(hasQuery, query, call), call.searchContext());
    call.noteIncompleteness(page.stats());
    return page;
  }

  private static TraceQuery query(boolean hasQuery, TraceQueryParameters query, GrpcCall<?> call) {
    if (!hasQuery) {
      throw ParameterException.missing("query");
    }
    SearchRequest search =
        new SearchRequest(
            SearchRequest.conditions(
                query.getServiceName(),
                query.getOperationName(),
                query.getAttributesList().stream().map(StorageTag::of).toList(),
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
            .addAllServices(Names.services(reader, call.searchContext()))
            .build());
  }

  private void operations(GetOperationsRequest request, GrpcCall<GetOperationsResponse> call) {
    GetOperationsResponse.Builder response = GetOperationsResponse.newBuilder();
    Names.operations(reader, request.getService(), request.getSpanKind(), call.searchContext())
        .forEach(operation ->
            response.addOperations(
                Operation.newBuilder()
                    .setName(operation.name())
                    .setSpanKind(Names.kind(operation.kind()))));
    call.send(response.build());
  }

  private void dependencies(
      GetDependenciesRequest request, GrpcCall<GetDependenciesResponse> call) {
    GetDependenciesResponse.Builder response = GetDependenciesResponse.newBuilder();
    for (DependencyLink link :
        reader.dependencies(
            ProtoTimes.range("end_time", request.getStartTime(), request.getEndTime()),
            call.searchContext())) {
      response.addDependencies(
          Dependency.newBuilder()
              .setParent(ServiceName.toJaeger(link.caller()))
              .setChild(ServiceName.toJaeger(link.callee()))
              .setCallCount(link.callCount()));
    }
    call.send(response.build());
  }

  private static void capabilities(
      GetCapabilitiesRequest request, GrpcCall<GetCapabilitiesResponse> call) {
    call.send(
        GetCapabilitiesResponse.newBuilder()
            .setSearch(
                SearchCapabilities.newBuilder()
                    .setWithoutServiceName(true)
                    .setSameSpanConjunction(true)
                    .setFilter(
                        FilterCapabilities.newBuilder()
                            .addAllLevels(FilterTranslation.LEVELS)
                            .addAllOperators(FilterTranslation.OPERATORS)))
            .build());
  }

  private static TraceSummary summary(dev.clew.store.query.TraceSummary trace) {
    TraceSummary.Builder summary =
        TraceSummary.newBuilder()
            .setTraceId(ProtoIds.trace(trace.traceId().high(), trace.traceId().low()))
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
