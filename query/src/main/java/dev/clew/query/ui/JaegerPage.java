// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.ui;

import dev.clew.store.Capabilities;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes into the page of Jaeger's UI what it has to know. The places are marked in the page:
 * {@code JAEGER_CONFIG = DEFAULT_CONFIG;}, a comment {@code // JAEGER_CONFIG_JS}, {@code
 * JAEGER_VERSION = DEFAULT_VERSION;}, {@code JAEGER_BACKEND_CAPABILITIES =
 * DEFAULT_BACKEND_CAPABILITIES;}, in older builds {@code JAEGER_STORAGE_CAPABILITIES =
 * DEFAULT_STORAGE_CAPABILITIES;}, and the base address, which newer builds find out themselves. A
 * page without one of them stays as it is there.
 */
final class JaegerPage {

  private static final Pattern CONFIG = Pattern.compile("JAEGER_CONFIG *= *DEFAULT_CONFIG;");
  private static final Pattern CONFIG_SCRIPT =
      Pattern.compile("(?im)^\\s*//\\s*JAEGER_CONFIG_JS.*\n.*");
  private static final Pattern VERSION = Pattern.compile("JAEGER_VERSION *= *DEFAULT_VERSION;");
  private static final Pattern CAPABILITIES =
      Pattern.compile("JAEGER_BACKEND_CAPABILITIES *= *DEFAULT_BACKEND_CAPABILITIES;");
  private static final Pattern STORAGE_CAPABILITIES =
      Pattern.compile("JAEGER_STORAGE_CAPABILITIES *= *DEFAULT_STORAGE_CAPABILITIES;");
  private static final Pattern BASE = Pattern.compile("<base href=\"/\"");

  private static final String VERSION_JSON =
      "{\"gitCommit\":\"\",\"gitVersion\":\"clew\",\"buildDate\":\"\"}";

  private final String path;
  private final Capabilities capabilities;

  /** The configuration of the UI, a JSON object or a script. */
  record Configuration(boolean isScript, String text) {}

  JaegerPage(String path, Capabilities capabilities) {
    this.path = path;
    this.capabilities = capabilities;
  }

  byte[] of(byte[] page, Optional<Configuration> configuration) {
    String html = new String(page, StandardCharsets.UTF_8);
    html = replace(html, BASE, "<base href=\"" + path + "/\"");
    html = replace(html, VERSION, "JAEGER_VERSION = " + VERSION_JSON + ";");
    html = replace(html, CAPABILITIES, "JAEGER_BACKEND_CAPABILITIES = {" + backend() + "};");
    html =
        replace(html, STORAGE_CAPABILITIES, "JAEGER_STORAGE_CAPABILITIES = {" + storage() + "};");
    if (configuration.isPresent()) {
      html =
          configuration.get().isScript()
              ? replace(html, CONFIG_SCRIPT, configuration.get().text())
              : replace(html, CONFIG, "JAEGER_CONFIG = " + inScript(configuration.get()) + ";");
    }
    return html.getBytes(StandardCharsets.UTF_8);
  }

  private String storage() {
    return "\"archiveStorage\":%s,\"metricsStorage\":%s"
        .formatted(
            Boolean.toString(capabilities.archives()), Boolean.toString(capabilities.rollups()));
  }

  private String backend() {
    return storage() + ",\"searchWithoutServiceName\":true,\"aiAssistant\":false";
  }

  /** JSON whose strings cannot end the script that it stands in. */
  private static String inScript(Configuration configuration) {
    return configuration.text().strip().replace("</", "<\\/");
  }

  private static String replace(String html, Pattern marker, String text) {
    return marker.matcher(html).replaceFirst(Matcher.quoteReplacement(text));
  }
}
