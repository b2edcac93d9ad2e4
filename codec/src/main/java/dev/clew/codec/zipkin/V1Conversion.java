// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import dev.clew.model.SpanKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns a span of the v1 model into spans of the v2 model, one for each service that took part.
 *
 * <p>In v1 a kind is told by events with names of two letters: {@code cs} and {@code cr} (a client
 * sends, receives), {@code sr} and {@code ss} (a server), {@code ms} and {@code mr} (a producer
 * sends, a consumer receives) and {@code ws} and {@code wr} (bytes on the wire). Peers are binary
 * annotations {@code ca}, {@code sa} and {@code ma}. The times of the span belong to whoever began
 * it; a server that did not is one that shares its client's span. Source: the behaviour of Zipkin's
 * own server, which its tests describe.
 */
final class V1Conversion {

  /** Two are usual; each annotation is compared with all of them. */
  private static final int SIDES_MAX = 256;

  private final V1Span source;
  private final V1Side first = new V1Side(null);
  private final List<V1Side> sides = new ArrayList<>(List.of(first));
  private V1Span.@Nullable Annotation clientSend;
  private V1Span.@Nullable Annotation clientReceive;
  private V1Span.@Nullable Annotation serverReceive;
  private V1Span.@Nullable Annotation serverSend;
  private V1Span.@Nullable Annotation messageSend;
  private V1Span.@Nullable Annotation messageReceive;
  private V1Span.@Nullable Annotation wireSend;
  private V1Span.@Nullable Annotation wireReceive;

  private V1Conversion(V1Span source) {
    this.source = source;
  }

  /** The parts of a v1 span. */
  static List<V1Side> convert(V1Span source) {
    V1Conversion conversion = new V1Conversion(source);
    source.annotations.forEach(conversion::annotation);
    conversion.guessStarts();
    conversion.calls();
    conversion.messages();
    conversion.binaryAnnotations();
    return conversion.sides;
  }

  static boolean isSameService(ZipkinEndpoint left, ZipkinEndpoint right) {
    return Objects.equals(left.serviceName(), right.serviceName());
  }

  private void annotation(V1Span.Annotation annotation) {
    V1Side side = side(annotation.endpoint());
    if (annotation.endpoint() == null) {
      side.addAnnotation(annotation);
      return;
    }
    switch (annotation.value()) {
      case "cs" -> {
        side.kind = SpanKind.CLIENT;
        clientSend = annotation;
      }
      case "cr" -> {
        side.kind = SpanKind.CLIENT;
        clientReceive = annotation;
      }
      case "sr" -> {
        side.kind = SpanKind.SERVER;
        serverReceive = annotation;
      }
      case "ss" -> {
        side.kind = SpanKind.SERVER;
        serverSend = annotation;
      }
      case "ms" -> {
        side.kind = SpanKind.PRODUCER;
        messageSend = annotation;
      }
      case "mr" -> {
        side.kind = SpanKind.CONSUMER;
        messageReceive = annotation;
      }
      case "ws" -> wireSend = annotation;
      case "wr" -> wireReceive = annotation;
      default -> side.addAnnotation(annotation);
    }
  }

  /** An end that is just where the span ends belongs to whoever began it. */
  private void guessStarts() {
    if (clientSend == null && clientReceive != null && isEnd(clientReceive)) {
      clientSend = new V1Span.Annotation(source.timestampMicros, "cs", clientReceive.endpoint());
    }
    if (serverReceive == null && serverSend != null && isEnd(serverSend)) {
      serverReceive = new V1Span.Annotation(source.timestampMicros, "sr", serverSend.endpoint());
    }
  }

  private boolean isEnd(V1Span.Annotation end) {
    return hasTimes() && source.timestampMicros + source.durationMicros == end.micros();
  }

  private boolean hasTimes() {
    return source.timestampMicros != 0 && source.durationMicros != 0;
  }

  private void calls() {
    V1Span.Annotation send = clientSend;
    V1Span.Annotation receive = serverReceive;
    if (send != null && receive != null) {
      sharedCall(send, receive);
    } else if (send != null && clientReceive != null) {
      times(send, clientReceive);
    } else if (receive != null && serverSend != null) {
      times(receive, serverSend);
    } else {
      incompleteCall();
    }
    boolean continues =
        source.timestampMicros == 0 || (serverSend != null && source.durationMicros == 0);
    if (send == null && receive != null && continues) {
      side(receive.endpoint()).shared = true;
    }
  }

  /** Client and server in one span: the times of the span are the client's. */
  private void sharedCall(V1Span.Annotation send, V1Span.Annotation receive) {
    times(send, clientReceive);
    V1Side client = side(send.endpoint());
    V1Side server = otherSide(client, SpanKind.CLIENT, send, receive, SpanKind.SERVER);
    server.shared = true;
    server.timestampMicros = receive.micros();
    if (serverSend != null) {
      server.durationMicros = serverSend.micros() - receive.micros();
    }
    if (clientReceive == null && source.durationMicros == 0) {
      client.durationMicros = 0; // one way
    }
  }

  /** The side of a receiver, also where a service calls itself. */
  private V1Side otherSide(
      V1Side sender,
      SpanKind senderKind,
      V1Span.Annotation send,
      V1Span.Annotation receive,
      SpanKind receiverKind) {
    if (!isSameService(endpoint(send), endpoint(receive))) {
      return side(receive.endpoint());
    }
    sender.kind = senderKind;
    V1Side receiver = newSide(endpoint(receive));
    receiver.kind = receiverKind;
    return receiver;
  }

  private void incompleteCall() {
    for (V1Side side : sides) {
      V1Span.Annotation begin = side.kind == SpanKind.CLIENT ? clientSend : serverReceive;
      V1Span.Annotation end = side.kind == SpanKind.CLIENT ? clientReceive : serverSend;
      if (side.kind == SpanKind.CLIENT || side.kind == SpanKind.SERVER) {
        side.timestampMicros = begin == null ? side.timestampMicros : begin.micros();
        if (end != null) {
          side.addAnnotation(end);
        }
      }
    }
    if (source.timestampMicros != 0) {
      first.times(source.timestampMicros, source.durationMicros);
    }
  }

  private void messages() {
    V1Span.Annotation send = messageSend;
    V1Span.Annotation receive = messageReceive;
    if (send != null && receive != null) {
      sharedMessage(send, receive);
    } else if (send != null) {
      times(send, wireSend);
    } else if (receive != null) {
      times(wireReceive != null ? wireReceive : receive, wireReceive != null ? receive : null);
    } else {
      restoreWire(wireSend);
      restoreWire(wireReceive);
    }
  }

  private void sharedMessage(V1Span.Annotation send, V1Span.Annotation receive) {
    V1Side producer = side(send.endpoint());
    V1Side consumer = otherSide(producer, SpanKind.PRODUCER, send, receive, SpanKind.CONSUMER);
    consumer.shared = true;
    V1Span.Annotation wire = wireReceive;
    consumer.times(
        wire == null ? receive.micros() : wire.micros(),
        wire == null ? 0 : receive.micros() - wire.micros());
    producer.times(send.micros(), wireSend == null ? 0 : wireSend.micros() - send.micros());
  }

  private void restoreWire(V1Span.@Nullable Annotation wire) {
    if (wire != null) {
      side(wire.endpoint()).addAnnotation(wire);
    }
  }

  private void times(V1Span.Annotation begin, V1Span.@Nullable Annotation end) {
    V1Side side = side(begin.endpoint());
    if (hasTimes()) {
      side.times(source.timestampMicros, source.durationMicros);
    } else {
      side.times(begin.micros(), end == null ? side.durationMicros : end.micros() - begin.micros());
    }
  }

  private void binaryAnnotations() {
    ZipkinEndpoint clientAddress = null;
    ZipkinEndpoint serverAddress = null;
    ZipkinEndpoint messageAddress = null;
    for (V1Span.BinaryAnnotation annotation : source.binaryAnnotations) {
      String value = annotation.value();
      if (value != null) {
        V1Side side = side(annotation.endpoint());
        if (!annotation.key().equals("lc") || !value.isEmpty()) {
          side.putTag(annotation.key(), value);
        }
      } else {
        switch (annotation.key()) {
          case "ca" -> clientAddress = annotation.endpoint();
          case "sa" -> serverAddress = annotation.endpoint();
          default -> messageAddress = annotation.endpoint();
        }
      }
    }
    boolean isCall =
        clientSend != null || clientReceive != null || serverReceive != null || serverSend != null;
    if (!isCall && (clientAddress != null || serverAddress != null)) {
      addressesOnly(clientAddress, serverAddress);
      return;
    }
    addresses(clientAddress, serverAddress);
    if (messageAddress != null && messageSend != null) {
      side(messageSend.endpoint()).remoteEndpoint = messageAddress;
    }
    if (messageAddress != null && messageReceive != null) {
      side(messageReceive.endpoint()).remoteEndpoint = messageAddress;
    }
  }

  private void addressesOnly(
      @Nullable ZipkinEndpoint clientAddress, @Nullable ZipkinEndpoint serverAddress) {
    if (serverAddress != null) {
      side(clientAddress).remoteEndpoint = serverAddress;
    } else if (clientAddress != null) {
      first.kind = SpanKind.SERVER;
      first.remoteEndpoint = clientAddress;
    }
  }

  private void addresses(
      @Nullable ZipkinEndpoint clientAddress, @Nullable ZipkinEndpoint serverAddress) {
    V1Span.Annotation server = serverReceive != null ? serverReceive : serverSend;
    if (clientAddress != null && server != null && !clientAddress.equals(server.endpoint())) {
      // Some servers note the client's socket under their own name: that is no call of its own.
      side(server.endpoint()).remoteEndpoint =
          isSameService(clientAddress, endpoint(server))
              ? clientAddress.withServiceName(null)
              : clientAddress;
    }
    V1Span.Annotation client = clientSend != null ? clientSend : clientReceive;
    if (serverAddress != null && client != null) {
      side(client.endpoint()).remoteEndpoint = serverAddress;
    }
  }

  private V1Side side(@Nullable ZipkinEndpoint endpoint) {
    if (endpoint == null) {
      return first;
    }
    for (V1Side side : sides) {
      if (side.isOf(endpoint)) {
        return side;
      }
    }
    return newSide(endpoint);
  }

  private V1Side newSide(ZipkinEndpoint endpoint) {
    if (sides.size() == SIDES_MAX) {
      throw new IllegalArgumentException("services of one span: more than " + SIDES_MAX);
    }
    V1Side side = new V1Side(endpoint);
    sides.add(side);
    return side;
  }

  private static ZipkinEndpoint endpoint(V1Span.Annotation annotation) {
    return Objects.requireNonNullElse(annotation.endpoint(), ZipkinEndpoint.NONE);
  }
}
