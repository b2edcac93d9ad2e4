// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.incident;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A search over traces that can be written as the address of the web UI's search page. */
public record TraceSearch(
    String service,
    Optional<String> operation,
    Map<String, String> tags,
    Optional<Duration> minDuration) {

  private static final int LIMIT = 50;

  public TraceSearch {
    tags = Map.copyOf(tags);
  }

  /** All traces in which {@code service} takes part. */
  public static TraceSearch of(String service) {
    return new TraceSearch(service, Optional.empty(), Map.of(), Optional.empty());
  }

  /** Narrowed to spans with this name. */
  public TraceSearch operation(String name) {
    return new TraceSearch(service, Optional.of(name), tags, minDuration);
  }

  /** Narrowed to spans with this attribute. */
  public TraceSearch tag(String key, String value) {
    Map<String, String> more = new TreeMap<>(tags);
    more.put(key, value);
    return new TraceSearch(service, operation, more, minDuration);
  }

  /** Narrowed to spans at least this long. */
  public TraceSearch atLeast(Duration duration) {
    return new TraceSearch(service, operation, tags, Optional.of(duration));
  }

  /** The address of this search in the UI at {@code base}, looking back {@code hours} hours. */
  public URI url(URI base, long hours) {
    StringBuilder query = new StringBuilder("/search?service=").append(encode(service));
    operation.ifPresent(name -> query.append("&operation=").append(encode(name)));
    if (!tags.isEmpty()) {
      query.append("&tags=").append(encode(tagsAsJson()));
    }
    minDuration.ifPresent(
        duration -> query.append("&minDuration=").append(duration.toMillis()).append("ms"));
    query.append("&lookback=").append(hours).append("h&limit=").append(LIMIT);
    return base.resolve(query.toString());
  }

  private String tagsAsJson() {
    return new TreeMap<>(tags)
        .entrySet().stream()
            .map(tag -> quote(tag.getKey()) + ":" + quote(tag.getValue()))
            .collect(Collectors.joining(",", "{", "}"));
  }

  private static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
