// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import com.twitter.zipkin.thriftjava.Span;
import io.jaegertracing.agent.thrift.Agent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TCompactProtocol;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.transport.TMemoryBuffer;
import org.apache.thrift.transport.TMemoryInputTransport;
import zipkin2.codec.SpanBytesEncoder;

/**
 * Spans as the oldest clients of Jaeger's agent send them, by the classes that such clients use.
 */
final class AgentMessages {

  private AgentMessages() {}

  /** {@code emitZipkinBatch} in the compact protocol. */
  static byte[] emitZipkinBatch(List<zipkin2.Span> spans) {
    try {
      TMemoryBuffer buffer = new TMemoryBuffer(1000);
      new Agent.Client(new TCompactProtocol(buffer)).emitZipkinBatch(v1(spans));
      return Arrays.copyOf(buffer.getArray(), buffer.length());
    } catch (TException e) {
      throw new AssertionError(e);
    }
  }

  /** As Zipkin's own encoder says it, read by what Thrift generates. */
  private static List<Span> v1(List<zipkin2.Span> spans) throws TException {
    TBinaryProtocol in =
        new TBinaryProtocol(new TMemoryInputTransport(SpanBytesEncoder.THRIFT.encodeList(spans)));
    TList header = in.readListBegin();
    List<Span> result = new ArrayList<>();
    for (int i = 0; i < header.size; i++) {
      Span span = new Span();
      span.read(in);
      result.add(span);
    }
    return result;
  }
}
