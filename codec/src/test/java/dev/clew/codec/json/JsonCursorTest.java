// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.testkit.Seeds;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What is JSON, and what it says, as Jackson sees it. */
class JsonCursorTest {

  private static final int ROUNDS = 20_000;
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\"",
          "\\",
          "\"a\"",
          "\"\"",
          "\"name\":",
          "1",
          "-0",
          "-",
          "1.5",
          "1e9",
          "01",
          "1.",
          ".5",
          "1E+",
          "true",
          "false",
          "null",
          "tru",
          "nul",
          " ",
          "\n",
          "\t",
          "\r",
          "\u0001",
          "\\u0041",
          "\"\\ud83d\\ude00\"",
          "\"\\ud83d\"",
          "\"\\ude00x\"",
          "\"\\ud83d x\\n\\/\"",
          "\"\\x\"",
          "\"\\u12\"",
          "\"ü\"",
          "\"日本語 €\"",
          "\"😀\"",
          "\"a rather long text with \\\"escapes\\\" in it\"",
          "9223372036854775808",
          "\u00a0");

  @Test
  void anyDocument_isReadAsByJackson() {
    Seeds.check(
        ROUNDS,
        random -> {
          byte[] document = document(random);
          if (isUtf8(document)) {
            String expected = byJackson(document);
            assertThat(byCursor(document))
                .as(new String(document, StandardCharsets.UTF_8))
                .isEqualTo(expected);
          }
        });
  }

  @Test
  void malformedUtf8_isReplaced() {
    byte[] document = {'"', 'a', (byte) 0xE2, (byte) 0x82, '"'};

    assertThat(new JsonCursor(document, 0, document.length).text().string()).isEqualTo("a\uFFFD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "[", "[1", "[1,", "{\"a\"", "{\"a\":", "\"a", "\"\\", "tr", "-"})
  void cutDocument_isRefused(String text) {
    byte[] document = text.getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> walk(new JsonCursor(document, 0, document.length)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Unexpected the end at byte " + document.length);
  }

  @Test
  void skip_deepNesting_isRefused() {
    byte[] document = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(new JsonCursor(document, 0, document.length)::skip)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("levels deep");
  }

  @Test
  void skipIfSame_onlyWhatIsTheSame() {
    byte[] document = "[{\"a\":{}},{\"a\":{}},{\"a\":[]}]".getBytes(StandardCharsets.UTF_8);
    JsonCursor cursor = new JsonCursor(document, 0, document.length);
    cursor.nextElement();
    int begin = cursor.begin();
    cursor.skip();
    int end = cursor.position();

    cursor.nextElement();
    assertThat(cursor.skipIfSame(begin, end)).isTrue();
    cursor.nextElement();
    assertThat(cursor.skipIfSame(begin, end)).isFalse();
    cursor.skip();
    assertThat(cursor.nextElement()).isFalse();
    cursor.end();
  }

  /** Something like JSON, wounded or not, after some white space that keeps it apart. */
  private static byte[] document(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    if (random.nextBoolean()) {
      value(text, random, 4);
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      String piece = PIECES.get(random.nextInt(PIECES.size()));
      text.insert(random.nextInt(text.length() + 1), piece);
    }
    byte[] bytes = ("[  " + text + "]").getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(4) == 0) {
      bytes[random.nextInt(4, Math.max(5, bytes.length)) % bytes.length] ^=
          (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private static void value(StringBuilder text, RandomGenerator random, int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(3);
    if (kind == 0) {
      String piece = PIECES.get(random.nextInt(PIECES.size()));
      text.append(piece.length() > 1 ? piece : "1");
      return;
    }
    text.append(kind == 1 ? "[" : "{");
    for (int i = random.nextInt(3); i >= 0; i--) {
      text.append(kind == 1 ? "" : "\"key-" + random.nextInt(9) + "\" : ");
      value(text, random, depth - 1);
      text.append(i > 0 ? " , " : "");
    }
    text.append(kind == 1 ? "]" : "}");
  }

  private static String byCursor(byte[] document) {
    try {
      return walk(new JsonCursor(document, 0, document.length));
    } catch (IllegalArgumentException _) {
      return "refused";
    }
  }

  private static String walk(JsonCursor cursor) {
    StringBuilder seen = new StringBuilder();
    walk(cursor, seen);
    cursor.end();
    return seen.toString();
  }

  private static void walk(JsonCursor cursor, StringBuilder seen) {
    switch (cursor.token()) {
      case OBJECT -> {
        seen.append('{');
        while (cursor.nextProperty()) {
          assertThat(cursor.name().known()).isEqualTo(cursor.name().string());
          seen.append(cursor.name().string()).append('=');
          walk(cursor, seen);
        }
        seen.append('}');
      }
      case ARRAY -> {
        seen.append('[');
        while (cursor.nextElement()) {
          walk(cursor, seen);
        }
        seen.append(']');
      }
      case TEXT -> seen.append('"').append(cursor.text().string()).append('"');
      case INTEGER -> seen.append(cursor.text().string()).append(" whole");
      case NUMBER -> seen.append(cursor.text().string());
      case TRUE, FALSE, NULL -> seen.append(cursor.token());
      case LEFT -> throw new AssertionError("left before it was entered");
    }
    seen.append(' ');
  }

  private static String byJackson(byte[] document) {
    StringBuilder seen = new StringBuilder();
    try (JsonParser parser = Json.parser(document, 0, document.length)) {
      parser.nextToken();
      byJackson(parser, seen);
      return parser.nextToken() == null ? seen.toString() : "refused";
    } catch (JacksonException | IllegalArgumentException _) {
      return "refused";
    }
  }

  private static void byJackson(JsonParser parser, StringBuilder seen) {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new IllegalArgumentException("nothing");
    }
    switch (token) {
      case START_OBJECT -> {
        seen.append('{');
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          seen.append(wellFormed(parser.currentName())).append('=');
          parser.nextToken();
          byJackson(parser, seen);
        }
        seen.append('}');
      }
      case START_ARRAY -> {
        seen.append('[');
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          byJackson(parser, seen);
        }
        seen.append(']');
      }
      case VALUE_STRING -> seen.append('"').append(wellFormed(parser.getString())).append('"');
      case VALUE_NUMBER_INT -> seen.append(parser.getString()).append(" whole");
      case VALUE_NUMBER_FLOAT -> seen.append(parser.getString());
      case VALUE_TRUE -> seen.append("TRUE");
      case VALUE_FALSE -> seen.append("FALSE");
      case VALUE_NULL -> seen.append("NULL");
      default -> throw new IllegalArgumentException(token.toString());
    }
    seen.append(' ');
  }

  /** A text with U+FFFD for lone surrogates. */
  private static String wellFormed(String text) {
    Utf8Encoder utf8 = new Utf8Encoder();
    int length = utf8.encode(text.toCharArray(), 0, text.length());
    return new String(utf8.bytes(), 0, length, StandardCharsets.UTF_8);
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }
}
