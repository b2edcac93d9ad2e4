// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.jaeger;

import com.linecorp.armeria.server.ServerBuilder;
import dev.clew.codec.PayloadReader;
import dev.clew.codec.jaeger.JaegerThriftReader;
import dev.clew.codec.thrift.BinaryInput;
import dev.clew.codec.thrift.CompactInput;
import dev.clew.codec.zipkin.ZipkinThriftReader;
import dev.clew.pipeline.SpanIngest;
import dev.clew.receiver.decode.PayloadDecoder;
import dev.clew.receiver.listen.HttpListener;
import dev.clew.receiver.udp.UdpListener;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what Jaeger's agent and collector take, and puts the spans on their way to the store.
 *
 * <p>It may run before the store does and after: senders over HTTP and gRPC are then told to come
 * back, and packets wait in their queue as long as there is room. To stop without losing anything,
 * close the packet ports, stop the ingest, close the rest.
 *
 * <p>Threads: start and stop from one thread.
 */
public final class JaegerReceiver implements AutoCloseable {

  private final JaegerReceiverConfig config;
  private final MeterRegistry meters;
  private final SpanIngest ingest;
  private final @Nullable HttpListener grpc;
  private final @Nullable HttpListener http;
  private final @Nullable UdpListener compact;
  private final @Nullable UdpListener binary;
  private final @Nullable UdpListener zipkin;
  private final List<Runnable> stops = new ArrayList<>();
  private final List<Runnable> packetStops = new ArrayList<>();

  /**
   * A receiver that listens once it is started.
   *
   * @param epochNanos the time of arrival, which is the start of Zipkin's spans that have none
   */
  public JaegerReceiver(
      SpanIngest ingest,
      MeterRegistry meters,
      JaegerReceiverConfig config,
      LongSupplier epochNanos) {
    this.config = config;
    this.meters = meters;
    this.ingest = ingest;
    JaegerRoutes routes = new JaegerRoutes(ingest, config.limits());
    grpc = httpListener("jaeger.grpc", config.grpcPort(), routes::addGrpc);
    http = httpListener("jaeger.http", config.httpPort(), routes::addHttp);
    compact =
        udpListener(
            "jaeger.udp.compact",
            config.compactPort(),
            () -> JaegerThriftReader.ofAgentMessage(config.limits().decode(), new CompactInput()));
    binary =
        udpListener(
            "jaeger.udp.binary",
            config.binaryPort(),
            () -> JaegerThriftReader.ofAgentMessage(config.limits().decode(), new BinaryInput()));
    zipkin =
        udpListener(
            "jaeger.udp.zipkin",
            config.zipkinPort(),
            () ->
                ZipkinThriftReader.ofAgentMessage(
                    config.limits().decode(), new CompactInput(), epochNanos));
  }

  /**
   * Listens on all ports, or on none.
   *
   * @throws java.io.UncheckedIOException if a port cannot be had; the message names it
   */
  public void start() {
    try {
      start(grpc);
      start(http);
      start(compact);
      start(binary);
      start(zipkin);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The gRPC port in use, if any. */
  public OptionalInt grpcPort() {
    return grpc == null ? OptionalInt.empty() : OptionalInt.of(grpc.port());
  }

  /** The HTTP port in use, if any. */
  public OptionalInt httpPort() {
    return http == null ? OptionalInt.empty() : OptionalInt.of(http.port());
  }

  /** The UDP port for compact Thrift in use, if any. */
  public OptionalInt compactPort() {
    return compact == null ? OptionalInt.empty() : OptionalInt.of(compact.port());
  }

  /** The UDP port for binary Thrift in use, if any. */
  public OptionalInt binaryPort() {
    return binary == null ? OptionalInt.empty() : OptionalInt.of(binary.port());
  }

  /** The UDP port for Zipkin's spans in use, if any. */
  public OptionalInt zipkinPort() {
    return zipkin == null ? OptionalInt.empty() : OptionalInt.of(zipkin.port());
  }

  /**
   * Closes the UDP ports and passes on what is in their queues; to be called before the ingest is
   * stopped, since nobody will send these packets again. Idempotent.
   */
  public void closePacketPorts() {
    run(packetStops);
  }

  /**
   * Finishes the requests in flight, as long as they may take, and closes all ports. Idempotent,
   * and legal before {@link #start}.
   */
  @Override
  public void close() {
    closePacketPorts();
    run(stops);
  }

  private static void run(List<Runnable> stops) {
    CompletableFuture.allOf(
            stops.stream().map(CompletableFuture::runAsync).toArray(CompletableFuture<?>[]::new))
        .join();
    stops.clear();
  }

  private void start(@Nullable HttpListener listener) {
    if (listener != null) {
      listener.start();
      stops.add(() -> listener.stop().join());
    }
  }

  private void start(@Nullable UdpListener listener) {
    if (listener != null) {
      listener.start();
      packetStops.add(() -> listener.stop(config.listener().shutdownTimeout()));
    }
  }

  private @Nullable HttpListener httpListener(
      String name, OptionalInt port, Consumer<ServerBuilder> routes) {
    return port.isEmpty()
        ? null
        : new HttpListener(name, port.getAsInt(), config.listener(), meters, List.of(routes));
  }

  private @Nullable UdpListener udpListener(
      String name, OptionalInt port, Supplier<? extends PayloadReader> reader) {
    return port.isEmpty()
        ? null
        : new UdpListener(
            name,
            new InetSocketAddress(config.listener().host(), port.getAsInt()),
            config.udp(),
            meters,
            ingest.source(name.replace('.', '_')),
            new PayloadDecoder(reader));
  }
}
