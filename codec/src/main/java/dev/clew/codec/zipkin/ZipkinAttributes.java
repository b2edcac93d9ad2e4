// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import java.util.List;

/**
 * Where the parts of a Zipkin span that OpenTelemetry has no field for are kept, and which
 * attributes of other spans Zipkin's clients see as such parts.
 *
 * <p>A span that came in by a Zipkin format is known by {@link #FORMAT} on its resource, and is
 * written back as it came. Its tags are span attributes of the same name.
 */
public final class ZipkinAttributes {

  /** Resource, text: {@link #ZIPKIN} says that the resource is a Zipkin local endpoint. */
  public static final String FORMAT = "internal.span.format";

  /** The value of {@link #FORMAT}. */
  public static final String ZIPKIN = "zipkin";

  /** Resource, array of text: the IP addresses of the local endpoint, IPv4 first. */
  public static final String LOCAL_ADDRESSES = "host.ip";

  /** Resource, integer: the port of the local endpoint. */
  public static final String LOCAL_PORT = "zipkin.local_endpoint.port";

  /** Span, text: the service name of the remote endpoint. */
  public static final String REMOTE_SERVICE = "peer.service";

  /** Span, text: the IP address of the remote endpoint; IPv4 if it has two. */
  public static final String REMOTE_ADDRESS = "network.peer.address";

  /** Span, integer: the port of the remote endpoint. */
  public static final String REMOTE_PORT = "network.peer.port";

  /** Span, text: the IPv6 address of a remote endpoint that has an IPv4 address, too. */
  public static final String REMOTE_IPV6 = "zipkin.remote_endpoint.ipv6";

  /** Span, true: a server continues the span of its client under the same id. */
  public static final String SHARED = "zipkin.shared";

  /** Span, true: reported whatever the sampler said. */
  public static final String DEBUG = "zipkin.debug";

  /**
   * Span, true: sent without a timestamp; its start is that of its first annotation, or arrival.
   */
  public static final String START_ABSENT = "otel.zipkin.absentField.startTime";

  /**
   * Followed by one of the keys of the remote endpoint: a tag had that key. Text is the value of
   * the tag, whose key the endpoint takes; true says that what stands there is the tag.
   */
  public static final String TAG_PREFIX = "zipkin.tag.";

  /** Tag for the name of an instrumentation scope. */
  public static final String SCOPE_NAME_TAG = "otel.scope.name";

  /** Tag for the version of an instrumentation scope. */
  public static final String SCOPE_VERSION_TAG = "otel.scope.version";

  /** Tag for the kind of spans whose kind Zipkin does not have: {@code internal}. */
  public static final String KIND_TAG = "span.kind";

  /** Tag for the W3C trace state. */
  public static final String TRACE_STATE_TAG = "w3c.tracestate";

  /** Tag for a status that is set: {@code OK} or {@code ERROR}. */
  public static final String STATUS_TAG = "otel.status_code";

  /** Tag for the message of a status. */
  public static final String STATUS_MESSAGE_TAG = "otel.status_description";

  /** Tag that makes a span an error, whatever its value. */
  public static final String ERROR_TAG = "error";

  /**
   * Attributes that name the remote service of a span from elsewhere, the best one first; those
   * after the first only of spans of kind client and producer. Source: OpenTelemetry's
   * specification of exporters to Zipkin.
   */
  public static final List<String> REMOTE_SERVICE_KEYS =
      List.of(REMOTE_SERVICE, "server.address", "net.peer.name", "peer.hostname", "db.name");

  /** Attributes with the IP address of the remote side of a span from elsewhere. */
  static final List<String> REMOTE_ADDRESS_KEYS =
      List.of(REMOTE_ADDRESS, "net.sock.peer.addr", "net.peer.ip");

  /** Attributes with the port of the remote side of a span from elsewhere. */
  static final List<String> REMOTE_PORT_KEYS =
      List.of(REMOTE_PORT, "net.sock.peer.port", "net.peer.port");

  private ZipkinAttributes() {}
}
