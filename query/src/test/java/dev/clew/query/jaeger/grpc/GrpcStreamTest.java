// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.Message;
import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.proto.jaeger.api_v3.FindTracesRequest;
import dev.clew.proto.jaeger.api_v3.GetTraceRequest;
import dev.clew.proto.jaeger.api_v3.QueryServiceGrpc;
import dev.clew.proto.jaeger.api_v3.TraceQueryParameters;
import dev.clew.proto.jaeger.storage.GetTraceParams;
import dev.clew.proto.jaeger.storage.GetTracesRequest;
import dev.clew.proto.jaeger.storage.TraceReaderGrpc;
import dev.clew.query.http.QueryConfig;
import dev.clew.store.QueryLimitException;
import dev.clew.store.TraceChunks;
import dev.clew.store.TraceReader;
import dev.clew.store.admin.StoreAdmin;
import dev.clew.store.query.QueryStats.Partial;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Spans;
import dev.clew.testkit.store.ReferenceTraceStore;
import io.grpc.Metadata;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Traces larger than anybody's memory, over every service that sends spans. */
class GrpcStreamTest {

  private static final int CHUNKS = 10_000;
  private static final int SPANS_PER_CHUNK = 100;
  private static final int TAKEN = 60;

  /** Chunks on their way: in the buffers of the network, client and server. */
  private static final int AHEAD_MAX = 16;

  private static final SpanBatch CHUNK =
      Spans.batch(
          IntStream.rangeClosed(1, SPANS_PER_CHUNK)
              .mapToObj(id -> Spans.span(1, id).attribute("payload", "x".repeat(10_000)).build())
              .toArray(Span[]::new));

  private final AtomicInteger readCount = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private int limit = CHUNKS;
  private final TestGrpcServer server =
      TestGrpcServer.of(reader(), StoreAdmin.none(), QueryConfig.defaults());

  @AfterEach
  void stop() {
    server.close();
  }

  enum Call {
    V2_TRACE,
    V2_SEARCH,
    V3_TRACE,
    V3_SEARCH,
    STORAGE_TRACES
  }

  @ParameterizedTest
  @EnumSource
  void traceOfAMillionSpans_isReadAsFastAsItIsTaken_andNoFurther(Call call) throws Exception {
    SlowClient client = new SlowClient();

    start(call, client);

    assertThat(client.mostAhead.get(1, TimeUnit.MINUTES))
        .as("chunks read ahead of the client")
        .isLessThan(AHEAD_MAX);
    assertThat(closed.await(1, TimeUnit.MINUTES)).as("the trace is closed").isTrue();
    assertThat(readCount.get()).isLessThan(TAKEN + AHEAD_MAX);
  }

  @Test
  void storageTraces_cutShortByALimit_areOkAndSaySo() {
    limit = 3;
    AtomicReference<Metadata> trailers = new AtomicReference<>();

    var chunks =
        ImmutableList.copyOf(
            server
                .storageClient(TraceReaderGrpc.TraceReaderBlockingStub.class)
                .withInterceptors(
                    MetadataUtils.newCaptureMetadataInterceptor(new AtomicReference<>(), trailers))
                .getTraces(storageRequest()));

    assertThat(chunks).hasSize(3);
    assertThat(
            trailers.get().get(Metadata.Key.of("clew-partial", Metadata.ASCII_STRING_MARSHALLER)))
        .isEqualTo("a trace is not whole: that was all");
  }

  private void start(Call call, SlowClient client) {
    var v2 =
        server.queryClient(dev.clew.proto.jaeger.api_v2.QueryServiceGrpc.QueryServiceStub.class);
    var v3 = server.queryClient(QueryServiceGrpc.QueryServiceStub.class);
    switch (call) {
      case V2_TRACE ->
          v2.getTrace(
              dev.clew.proto.jaeger.api_v2.GetTraceRequest.newBuilder()
                  .setTraceId(ProtoIds.trace(0, 1))
                  .build(),
              client.cast());
      case V2_SEARCH ->
          v2.findTraces(
              dev.clew.proto.jaeger.api_v2.FindTracesRequest.newBuilder()
                  .setQuery(dev.clew.proto.jaeger.api_v2.TraceQueryParameters.newBuilder())
                  .build(),
              client.cast());
      case V3_TRACE ->
          v3.getTrace(GetTraceRequest.newBuilder().setTraceId("1").build(), client.cast());
      case V3_SEARCH ->
          v3.findTraces(
              FindTracesRequest.newBuilder()
                  .setQuery(
                      TraceQueryParameters.newBuilder()
                          .setStartTimeMin(ProtoTimes.timestamp(0))
                          .setStartTimeMax(ProtoTimes.timestamp(2 * RandomSpans.BASE_NANOS)))
                  .build(),
              client.cast());
      case STORAGE_TRACES ->
          server
              .storageClient(TraceReaderGrpc.TraceReaderStub.class)
              .getTraces(storageRequest(), client.cast());
    }
  }

  private static GetTracesRequest storageRequest() {
    return GetTracesRequest.newBuilder()
        .addQuery(GetTraceParams.newBuilder().setTraceId(ProtoIds.trace(0, 1)))
        .build();
  }

  /** A store whose only trace never ends, as far as a test goes. */
  private TraceReader reader() {
    TraceReader small = ReferenceTraceStore.of(Spans.span(1, 1).build()).reader();
    return (TraceReader)
        Proxy.newProxyInstance(
            GrpcStreamTest.class.getClassLoader(),
            new Class<?>[] {TraceReader.class},
            (_, method, arguments) -> {
              if (method.getName().equals("trace")) {
                return new LargeTrace();
              }
              try {
                return method.invoke(small, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private final class LargeTrace implements TraceChunks {

    @Override
    public boolean hasNext() {
      if (readCount.get() >= limit && limit < CHUNKS) {
        throw new QueryLimitException(Partial.ROWS, "that was all");
      }
      return readCount.get() < CHUNKS;
    }

    @Override
    public SpanBatch next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      readCount.incrementAndGet();
      return CHUNK;
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  /** Asks for one message after the other, and goes away in the middle. */
  private final class SlowClient implements ClientResponseObserver<Object, Message> {

    private final CompletableFuture<Integer> mostAhead = new CompletableFuture<>();
    private @Nullable ClientCallStreamObserver<Object> call;
    private int messageCount;
    private int ahead;

    @SuppressWarnings("unchecked") // the type of the answers does not matter here
    <T> StreamObserver<T> cast() {
      return (StreamObserver<T>) (StreamObserver<?>) this;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<Object> started) {
      call = started;
      started.disableAutoRequestWithInitial(1);
    }

    @Override
    public void onNext(Message message) {
      ClientCallStreamObserver<Object> running = Objects.requireNonNull(call);
      messageCount++;
      ahead = Math.max(ahead, readCount.get() - messageCount);
      if (messageCount < TAKEN) {
        running.request(1);
      } else {
        mostAhead.complete(ahead);
        running.cancel("seen enough", null);
      }
    }

    @Override
    public void onError(Throwable failure) {
      mostAhead.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      mostAhead.completeExceptionally(new AssertionError("the trace has come to an end"));
    }
  }
}
