// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.clew.codec.jaeger.JaegerProtoReader;
import dev.clew.codec.jaeger.JaegerThriftReader;
import dev.clew.codec.otlp.OtlpJsonReader;
import dev.clew.codec.otlp.OtlpProtoReader;
import dev.clew.codec.thrift.BinaryInput;
import dev.clew.codec.thrift.CompactInput;
import dev.clew.codec.zipkin.ZipkinFormat;
import dev.clew.codec.zipkin.ZipkinReader;
import dev.clew.codec.zipkin.ZipkinThriftReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** The inputs of {@code src/test/resources/fuzz}, which fuzzing begins with. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FuzzCorpusTest {

  private static final Path CORPUS = Path.of("src/test/resources/fuzz");
  private static final int DAMAGED_ROUNDS = 100;
  private static final int CUT_BYTES_MAX = 4096;
  private static final DecodeLimits LIMITS = DecodeLimits.defaults();
  private static final long NOW_NANOS = 1_767_225_600_000_000_000L;

  private static Map<String, PayloadReader> readers() {
    Map<String, PayloadReader> readers = new TreeMap<>();
    readers.put("otlp-proto", new OtlpProtoReader(LIMITS));
    readers.put("otlp-json", new OtlpJsonReader(LIMITS));
    readers.put("jaeger-binary", JaegerThriftReader.ofBatch(LIMITS, new BinaryInput()));
    readers.put("jaeger-compact", JaegerThriftReader.ofBatch(LIMITS, new CompactInput()));
    readers.put(
        "jaeger-agent-binary", JaegerThriftReader.ofAgentMessage(LIMITS, new BinaryInput()));
    readers.put(
        "jaeger-agent-compact", JaegerThriftReader.ofAgentMessage(LIMITS, new CompactInput()));
    readers.put("jaeger-proto", JaegerProtoReader.ofPostSpansRequest(LIMITS));
    readers.put("jaeger-proto-span", JaegerProtoReader.ofSpan(LIMITS));
    readers.put("zipkin-json-v1", new ZipkinReader(ZipkinFormat.JSON_V1, LIMITS, () -> NOW_NANOS));
    readers.put("zipkin-json-v2", new ZipkinReader(ZipkinFormat.JSON_V2, LIMITS, () -> NOW_NANOS));
    readers.put("zipkin-proto3", new ZipkinReader(ZipkinFormat.PROTO3, LIMITS, () -> NOW_NANOS));
    readers.put("zipkin-thrift", new ZipkinReader(ZipkinFormat.THRIFT, LIMITS, () -> NOW_NANOS));
    readers.put(
        "zipkin-agent",
        ZipkinThriftReader.ofAgentMessage(LIMITS, new CompactInput(), () -> NOW_NANOS));
    return readers;
  }

  @TestFactory
  Stream<DynamicNode> everyInput_isReadOrRefused_cutAndDamagedToo() throws IOException {
    Map<String, PayloadReader> readers = readers();
    try (Stream<Path> folders = Files.list(CORPUS).filter(Files::isDirectory)) {
      assertThat(folders.map(folder -> folder.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(readers.keySet());
    }
    return readers.entrySet().stream()
        .map(entry ->
            dynamicContainer(
                entry.getKey(), tests(new ReaderFuzz(entry.getValue()), entry.getKey())));
  }

  private static Stream<DynamicNode> tests(ReaderFuzz fuzz, String folder) {
    try (Stream<Path> files = Files.list(CORPUS.resolve(folder))) {
      return files.sorted().toList().stream()
          .map(file -> dynamicTest(file.getFileName().toString(), () -> attack(fuzz, file)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void attack(ReaderFuzz fuzz, Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    boolean isRead = fuzz.isRead(bytes);
    if (file.endsWith("valid")) {
      assertThat(isRead).as("what a client sends is taken in").isTrue();
    }
    if (bytes.length <= CUT_BYTES_MAX) {
      fuzz.readsOrRefusesCut(bytes);
    }
    fuzz.readsOrRefusesDamaged(DAMAGED_ROUNDS, _ -> bytes);
  }
}
