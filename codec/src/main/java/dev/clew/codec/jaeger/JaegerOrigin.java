// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.jaeger;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeTable;
import dev.clew.model.SpanBatch;
import dev.clew.model.ValueType;

/**
 * What a resource says about having come in by one of Jaeger's protocols, so that its spans go out
 * by them as they came.
 *
 * <p>The spans of such a resource keep their tags as they were sent, {@code span.kind}, {@code
 * error} and {@code otel.…} included: a writer of Jaeger's formats must not make tags of the OTLP
 * fields that were set from them. Attributes of the resource that have another name in
 * OpenTelemetry were renamed, and {@link #keyAsSent} and {@link #valueAsSent} undo that.
 *
 * <p>Threads: any number at once.
 *
 * @param isJaeger whether the resource came in by one of Jaeger's protocols
 * @param hostnameRenamed whether {@code host.name} was sent as {@code hostname}
 * @param versionRenamed whether {@code opencensus.exporterversion} was sent as {@code
 *     jaeger.version}, without the word in front
 */
public record JaegerOrigin(boolean isJaeger, boolean hostnameRenamed, boolean versionRenamed) {

  /** The attribute of a resource that says so. It is ours, and goes out by none of the APIs. */
  public static final String FORMAT_KEY = "@jaeger@format";

  /** The attribute of a span that holds what is odd about it, as a list of texts. */
  public static final String WARNINGS_KEY = "@jaeger@warnings";

  static final String HOSTNAME = "hostname";
  static final String HOST_NAME = "host.name";
  static final String JAEGER_VERSION = "jaeger.version";
  static final String EXPORTER_VERSION = "opencensus.exporterversion";
  static final String VERSION_PREFIX = "Jaeger-";

  private static final String JAEGER = "jaeger";
  private static final JaegerOrigin NONE = new JaegerOrigin(false, false, false);

  /** What a resource of a batch says. */
  public static JaegerOrigin of(SpanBatch batch, int resource) {
    int keyRef = batch.strings().find(FORMAT_KEY);
    if (keyRef < 0) {
      return NONE;
    }
    AttributeTable table = batch.attributes(AttributeScope.RESOURCE);
    int entry = table.find(resource, keyRef);
    if (entry < 0 || table.type(entry) != ValueType.STRING) {
      return NONE;
    }
    String text = batch.strings().string(table.valueRef(entry));
    return text.startsWith(JAEGER)
        ? new JaegerOrigin(true, text.contains(" " + HOSTNAME), text.contains(" " + JAEGER_VERSION))
        : NONE;
  }

  /** The value of {@link #FORMAT_KEY}. */
  String text() {
    return JAEGER
        + (hostnameRenamed ? " " + HOSTNAME : "")
        + (versionRenamed ? " " + JAEGER_VERSION : "");
  }

  /** The key that an attribute of the resource was sent under. */
  public String keyAsSent(String key) {
    if (hostnameRenamed && key.equals(HOST_NAME)) {
      return HOSTNAME;
    }
    return versionRenamed && key.equals(EXPORTER_VERSION) ? JAEGER_VERSION : key;
  }

  /** The text that an attribute of the resource was sent with. */
  public String valueAsSent(String key, String value) {
    return versionRenamed && key.equals(EXPORTER_VERSION) && value.startsWith(VERSION_PREFIX)
        ? value.substring(VERSION_PREFIX.length())
        : value;
  }
}
