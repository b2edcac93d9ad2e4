// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.codec.ReaderFuzz;
import dev.clew.testkit.Seeds;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zipkin2.codec.SpanBytesEncoder;

/**
 * Hostile input of every format of Zipkin's; what is taken in can be written. {@code
 * -Dclew.fuzz.rounds=100000} looks longer.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ZipkinFuzzTest {

  @ParameterizedTest
  @EnumSource(ZipkinFormat.class)
  void noise_isReadOrRefused(ZipkinFormat format) {
    fuzz(format).readsOrRefusesNoise(1000);
    fuzz(format).readsOrRefusesNoise(1000, "{}[]\":,0123456789.eE+-truefalsn\\u \n");
  }

  @ParameterizedTest
  @EnumSource(ZipkinFormat.class)
  void payload_cutAnywhere_isReadOrRefused(ZipkinFormat format) {
    fuzz(format).readsOrRefusesCut(encoded(format, new RandomZipkinSpans(Seeds.random(3)).list()));
  }

  @ParameterizedTest
  @EnumSource(ZipkinFormat.class)
  void payload_damaged_isReadOrRefused(ZipkinFormat format) {
    fuzz(format)
        .readsOrRefusesDamaged(
            1000, random -> encoded(format, new RandomZipkinSpans(random).list()));
  }

  private static ReaderFuzz fuzz(ZipkinFormat format) {
    return new ReaderFuzz(
        ZipkinDocuments.reader(format),
        batch -> assertThat(ZipkinDocuments.write(batch)).isNotEmpty());
  }

  private static byte[] encoded(ZipkinFormat format, List<zipkin2.Span> spans) {
    return SpanBytesEncoder.valueOf(format.name()).encodeList(spans);
  }
}
