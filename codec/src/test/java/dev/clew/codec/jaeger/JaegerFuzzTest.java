// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.jaeger;

import dev.clew.codec.DecodeLimits;
import dev.clew.codec.PayloadReader;
import dev.clew.codec.ReaderFuzz;
import dev.clew.codec.thrift.BinaryInput;
import dev.clew.codec.thrift.CompactInput;
import dev.clew.testkit.Seeds;
import io.jaegertracing.thriftjava.Batch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile input of every form of Jaeger's; {@code -Dclew.fuzz.rounds=100000} looks longer. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JaegerFuzzTest {

  private static final DecodeLimits LIMITS = DecodeLimits.defaults();

  static Stream<Arguments> forms() {
    return Stream.of(
        form("binary", JaegerThriftReader.ofBatch(LIMITS, new BinaryInput()), JaegerWire::binary),
        form(
            "compact", JaegerThriftReader.ofBatch(LIMITS, new CompactInput()), JaegerWire::compact),
        form(
            "agent, binary",
            JaegerThriftReader.ofAgentMessage(LIMITS, new BinaryInput()),
            JaegerWire::agentBinary),
        form(
            "agent, compact",
            JaegerThriftReader.ofAgentMessage(LIMITS, new CompactInput()),
            JaegerWire::agentCompact),
        form("protobuf", JaegerProtoReader.ofPostSpansRequest(LIMITS), JaegerWire::postSpans));
  }

  private static Arguments form(
      String name, PayloadReader reader, Function<Batch, byte[]> encoding) {
    return Arguments.of(Named.of(name, reader), encoding);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void payload_ofNoise_isReadOrRefused(PayloadReader reader, Function<Batch, byte[]> encoding) {
    new ReaderFuzz(reader).readsOrRefusesNoise(1000);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void payload_cutAnywhere_isReadOrRefused(PayloadReader reader, Function<Batch, byte[]> encoding) {
    new ReaderFuzz(reader)
        .readsOrRefusesCut(encoding.apply(new RandomBatches(Seeds.random(5)).batch()));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void payload_damaged_isReadOrRefused(PayloadReader reader, Function<Batch, byte[]> encoding) {
    new ReaderFuzz(reader)
        .readsOrRefusesDamaged(500, random -> encoding.apply(new RandomBatches(random).batch()));
  }
}
