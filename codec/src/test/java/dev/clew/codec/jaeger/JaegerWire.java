// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.jaeger;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.jaegertracing.agent.thrift.Agent;
import io.jaegertracing.thriftjava.Batch;
import io.jaegertracing.thriftjava.Log;
import io.jaegertracing.thriftjava.Process;
import io.jaegertracing.thriftjava.Span;
import io.jaegertracing.thriftjava.SpanRef;
import io.jaegertracing.thriftjava.Tag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.thrift.TException;
import org.apache.thrift.TSerializer;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TCompactProtocol;
import org.apache.thrift.protocol.TProtocolFactory;
import org.apache.thrift.transport.TMemoryBuffer;
import org.jspecify.annotations.NullUnmarked;

/**
 * Batches in every form that they travel in: Thrift by its own library, protobuf field by field.
 */
@NullUnmarked // whatever Thrift generates may be null
final class JaegerWire {

  private static final long SECOND_MICROS = 1_000_000;

  private JaegerWire() {}

  private interface Fields {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  static byte[] binary(Batch batch) {
    return thrift(batch, new TBinaryProtocol.Factory());
  }

  static byte[] compact(Batch batch) {
    return thrift(batch, new TCompactProtocol.Factory());
  }

  static byte[] agentBinary(Batch batch) {
    return message(batch, new TBinaryProtocol.Factory());
  }

  static byte[] agentCompact(Batch batch) {
    return message(batch, new TCompactProtocol.Factory());
  }

  private static byte[] thrift(Batch batch, TProtocolFactory factory) {
    try {
      return new TSerializer(factory).serialize(batch);
    } catch (TException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] message(Batch batch, TProtocolFactory factory) {
    try {
      TMemoryBuffer buffer = new TMemoryBuffer(1000);
      new Agent.Client(factory.getProtocol(buffer)).emitBatch(batch);
      return Arrays.copyOf(buffer.getArray(), buffer.length());
    } catch (TException e) {
      throw new AssertionError(e);
    }
  }

  /** {@code PostSpansRequest}. */
  static byte[] postSpans(Batch batch) {
    return message(out -> out.writeByteArray(1, protoBatch(batch)));
  }

  /** {@code Batch}. */
  static byte[] protoBatch(Batch batch) {
    return message(out -> {
      for (Span span : batch.getSpans()) {
        out.writeByteArray(1, protoSpan(span, List.of()));
      }
      out.writeByteArray(2, process(batch.getProcess()));
    });
  }

  /** {@code Span} with its process, as on a Kafka topic. */
  static byte[] protoSpan(Span span, Process process, List<String> warnings) {
    byte[] alone = protoSpan(span, warnings);
    return message(out -> {
      out.writeRawBytes(alone);
      out.writeByteArray(10, process(process));
    });
  }

  private static byte[] protoSpan(Span span, List<String> warnings) {
    return message(out -> {
      out.writeByteArray(1, id(span.getTraceIdHigh(), span.getTraceIdLow()));
      out.writeByteArray(2, id(span.getSpanId()));
      out.writeString(3, span.getOperationName());
      for (SpanRef reference : list(span.getReferences())) {
        out.writeByteArray(4, reference(reference));
      }
      out.writeUInt32(5, span.getFlags());
      out.writeByteArray(6, time(span.getStartTime()));
      out.writeByteArray(7, time(span.getDuration()));
      for (Tag tag : list(span.getTags())) {
        out.writeByteArray(8, keyValue(tag));
      }
      for (Log log : list(span.getLogs())) {
        out.writeByteArray(9, log(log));
      }
      for (String warning : warnings) {
        out.writeString(12, warning);
      }
    });
  }

  private static byte[] process(Process process) {
    return message(out -> {
      out.writeString(1, process.getServiceName());
      for (Tag tag : list(process.getTags())) {
        out.writeByteArray(2, keyValue(tag));
      }
    });
  }

  private static byte[] reference(SpanRef reference) {
    return message(out -> {
      out.writeByteArray(1, id(reference.getTraceIdHigh(), reference.getTraceIdLow()));
      out.writeByteArray(2, id(reference.getSpanId()));
      out.writeEnum(3, reference.getRefType().getValue());
    });
  }

  private static byte[] log(Log log) {
    return message(out -> {
      out.writeByteArray(1, time(log.getTimestamp()));
      for (Tag field : log.getFields()) {
        out.writeByteArray(2, keyValue(field));
      }
    });
  }

  private static byte[] keyValue(Tag tag) {
    return message(out -> {
      out.writeString(1, tag.getKey());
      switch (tag.getVType()) {
        case STRING -> out.writeString(3, tag.getVStr());
        case BOOL -> {
          out.writeEnum(2, 1);
          out.writeBool(4, tag.isVBool());
        }
        case LONG -> {
          out.writeEnum(2, 2);
          out.writeInt64(5, tag.getVLong());
        }
        case DOUBLE -> {
          out.writeEnum(2, 3);
          out.writeDouble(6, tag.getVDouble());
        }
        case BINARY -> {
          out.writeEnum(2, 4);
          out.writeBytes(7, ByteString.copyFrom(tag.getVBinary()));
        }
      }
    });
  }

  private static byte[] time(long micros) {
    return message(out -> {
      out.writeInt64(1, Math.floorDiv(micros, SECOND_MICROS));
      out.writeInt32(2, (int) Math.floorMod(micros, SECOND_MICROS) * 1000);
    });
  }

  private static byte[] id(long... parts) {
    ByteBuffer bytes = ByteBuffer.allocate(parts.length * Long.BYTES);
    for (long part : parts) {
      bytes.putLong(part);
    }
    return bytes.array();
  }

  private static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      fields.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static <T> List<T> list(List<T> list) {
    return Objects.requireNonNullElse(list, List.of());
  }
}
