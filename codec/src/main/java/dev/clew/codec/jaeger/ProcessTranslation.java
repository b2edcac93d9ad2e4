// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.jaeger;

import dev.clew.codec.SpanRejection;
import dev.clew.codec.Utf8Check;
import dev.clew.model.AttributeScope;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes a process as the open resource of a builder. Its service becomes {@code service.name},
 * with the names that Jaeger's collector gives to those that have none; its tags become attributes.
 *
 * <p>Two tags have other names in OpenTelemetry: {@code hostname} becomes {@code host.name}, {@code
 * jaeger.version} becomes {@code opencensus.exporterversion}. Where the other name is sent as well,
 * both stay.
 */
final class ProcessTranslation {

  private static final String SERVICE_NAME = "service.name";
  private static final String MISSING_SERVICE_NAME = "missing-service-name";
  private static final String EMPTY_SERVICE_NAME = "empty-service-name";
  private static final String INVALID_SERVICE_NAME = "invalid-service-name";

  private final TagRows tags;
  private final Renamed hostname = new Renamed(JaegerOrigin.HOSTNAME, JaegerOrigin.HOST_NAME, "");
  private final Renamed version =
      new Renamed(
          JaegerOrigin.JAEGER_VERSION, JaegerOrigin.EXPORTER_VERSION, JaegerOrigin.VERSION_PREFIX);
  private SpanBatchBuilder target = new SpanBatchBuilder();
  private byte[] bytes = {};
  private int tagCount;
  private boolean hasService;
  private @Nullable SpanRejection rejection;

  ProcessTranslation(TagRows tags) {
    this.tags = tags;
  }

  /** Begins the process of the resource that was just begun. */
  void begin(byte[] source, SpanBatchBuilder target) {
    this.bytes = source;
    this.target = target;
    tagCount = 0;
    hasService = false;
    rejection = null;
    hostname.clear();
    version.clear();
  }

  /** Sets the name of the service; the first one counts. */
  void service(int begin, int end) {
    if (hasService) {
      return;
    }
    hasService = true;
    if (begin == end) {
      text(SERVICE_NAME, EMPTY_SERVICE_NAME);
    } else if (Utf8Check.isValid(bytes, begin, end)) {
      text(SERVICE_NAME, target.intern(bytes, begin, end - begin));
    } else {
      text(SERVICE_NAME, INVALID_SERVICE_NAME);
      target.attribute(
          AttributeScope.RESOURCE,
          target.intern(INVALID_SERVICE_NAME),
          ValueType.BYTES,
          target.intern(bytes, begin, end - begin));
    }
  }

  void tag(Tag tag) {
    if (rejection == null) {
      rejection = tags.count(++tagCount);
    }
    if (rejection == null && !hostname.takes(tag) && !version.takes(tag)) {
      tags.add(AttributeScope.RESOURCE, tag);
    }
  }

  /**
   * Ends the process; the resource stays open.
   *
   * @return null, or why its spans must be left out
   */
  @Nullable SpanRejection end() {
    if (!hasService) {
      text(SERVICE_NAME, MISSING_SERVICE_NAME);
    }
    JaegerOrigin origin = new JaegerOrigin(true, hostname.end(), version.end());
    text(JaegerOrigin.FORMAT_KEY, origin.text());
    return rejection;
  }

  private void text(String key, String value) {
    text(key, target.intern(value));
  }

  private void text(String key, int valueRef) {
    target.attribute(AttributeScope.RESOURCE, target.intern(key), ValueType.STRING, valueRef);
  }

  /** A tag that OpenTelemetry has another name for; waits for the end to see who else has it. */
  private final class Renamed {
    private final byte[] sentKey;
    private final String key;
    private final byte[] sentKeyOfOther;
    private final byte[] prefix;
    private int valueBegin;
    private int valueEnd;
    private boolean isWaiting;
    private boolean isTaken;

    Renamed(String sentKey, String key, String prefix) {
      this.sentKey = sentKey.getBytes(StandardCharsets.UTF_8);
      this.key = key;
      this.sentKeyOfOther = key.getBytes(StandardCharsets.UTF_8);
      this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
    }

    void clear() {
      isWaiting = false;
      isTaken = false;
    }

    /** Whether this is the tag, and no other part of the process adds it. */
    boolean takes(Tag tag) {
      if (isKey(tag, sentKeyOfOther)) {
        isTaken = true;
        return false;
      }
      if (!isKey(tag, sentKey)) {
        return false;
      }
      boolean isValid =
          tag.type == ValueType.STRING && Utf8Check.isValid(bytes, tag.begin(), tag.end());
      if (isWaiting || !isValid) {
        isTaken = true; // twice, or not a text: all of them keep their name
        return false;
      }
      valueBegin = tag.begin();
      valueEnd = tag.end();
      isWaiting = true;
      return true;
    }

    /** Adds it, and returns whether it is under its other name. */
    boolean end() {
      if (!isWaiting) {
        return false;
      }
      if (isTaken) {
        text(
            new String(sentKey, StandardCharsets.UTF_8),
            target.intern(bytes, valueBegin, valueEnd - valueBegin));
        return false;
      }
      byte[] value = Arrays.copyOf(prefix, prefix.length + valueEnd - valueBegin);
      System.arraycopy(bytes, valueBegin, value, prefix.length, valueEnd - valueBegin);
      text(key, target.intern(value, 0, value.length));
      return true;
    }

    private boolean isKey(Tag tag, byte[] key) {
      return Arrays.equals(key, 0, key.length, bytes, tag.keyBegin, tag.keyEnd);
    }
  }
}
