// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.part;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.ValueType;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OverflowEntriesTest {

  @Test
  void next_numberAndText_readsBothInOrder() {
    byte[] text = "x".repeat(300).getBytes(UTF_8);
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    OverflowEntries.add(target, "retries".getBytes(UTF_8), ValueType.INT, -3);
    OverflowEntries.add(target, "note".getBytes(UTF_8), ValueType.STRING, text);
    byte[] source = target.toByteArray();
    OverflowEntries entries = new OverflowEntries(source);

    assertThat(entries.next()).isTrue();
    assertThat(entries.hasKey("retries".getBytes(UTF_8))).isTrue();
    assertThat(entries.type).isEqualTo(ValueType.INT);
    assertThat(entries.bits).isEqualTo(-3);
    assertThat(entries.next()).isTrue();
    assertThat(entries.hasKey("not".getBytes(UTF_8))).isFalse();
    assertThat(entries.hasKey("note".getBytes(UTF_8))).isTrue();
    int end = entries.valueOffset + entries.valueLength;
    assertThat(Arrays.copyOfRange(source, entries.valueOffset, end)).isEqualTo(text);
    assertThat(entries.next()).isFalse();
  }

  @Test
  void next_cutAnywhere_throws() {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    OverflowEntries.add(target, "key".getBytes(UTF_8), ValueType.STRING, "value".getBytes(UTF_8));
    byte[] source = target.toByteArray();
    for (int length = 1; length < source.length; length++) {
      OverflowEntries entries = new OverflowEntries(Arrays.copyOf(source, length));
      assertThatThrownBy(entries::next).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
