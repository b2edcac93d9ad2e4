// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeTable;
import dev.clew.model.AttributeValue;
import dev.clew.model.BytesTable;
import dev.clew.model.Projection;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.StatusCode;
import dev.clew.model.ValueType;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a batch as Zipkin sees them: endpoints, flags, and which of them came in by a Zipkin
 * format.
 *
 * <p>Threads: one at a time. Cost: the attributes of a span are looked at once per question;
 * endpoints of resources are kept.
 */
public final class ZipkinView {

  /** Span attributes of Zipkin's own spans that are no tags. */
  private static final List<String> PARTS =
      List.of(
          ZipkinAttributes.REMOTE_SERVICE,
          ZipkinAttributes.REMOTE_ADDRESS,
          ZipkinAttributes.REMOTE_PORT,
          ZipkinAttributes.REMOTE_IPV6);

  /** What of spans says where they were recorded, who is on the other side, and what failed. */
  public static final Projection CALLS =
      Projection.of()
          .withAttributes(
              AttributeScope.RESOURCE,
              Set.of(
                  "service.name",
                  ZipkinAttributes.FORMAT,
                  ZipkinAttributes.LOCAL_ADDRESSES,
                  ZipkinAttributes.LOCAL_PORT))
          .withAttributes(AttributeScope.SPAN, ZipkinAttributes.REMOTE_SERVICE_KEYS)
          .withAttributes(
              AttributeScope.SPAN,
              Set.of(
                  ZipkinAttributes.SHARED,
                  ZipkinAttributes.START_ABSENT,
                  ZipkinAttributes.ERROR_TAG,
                  ZipkinAttributes.TAG_PREFIX + ZipkinAttributes.REMOTE_SERVICE));

  private final SpanBatch batch;
  private final BytesTable strings;
  private final AttributeTable attributes;
  private final int sharedKey;
  private final int debugKey;
  private final int startAbsentKey;
  private final int errorKey;
  private final int[] partKeys;
  private final int[] markerKeys; // of the tags with the key of a part
  private final int[] remoteServiceKeys;
  private final int[] remoteAddressKeys;
  private final int[] remotePortKeys;
  private final int remoteIpv6Key;
  private final @Nullable ZipkinEndpoint[] localEndpoints;
  private final boolean[] fromZipkin;

  /** A view of a batch that does not change any more. */
  public ZipkinView(SpanBatch batch) {
    this.batch = batch;
    this.strings = batch.strings();
    this.attributes = batch.attributes(AttributeScope.SPAN);
    sharedKey = strings.find(ZipkinAttributes.SHARED);
    debugKey = strings.find(ZipkinAttributes.DEBUG);
    startAbsentKey = strings.find(ZipkinAttributes.START_ABSENT);
    errorKey = strings.find(ZipkinAttributes.ERROR_TAG);
    partKeys = find(PARTS);
    markerKeys = find(PARTS.stream().map(key -> ZipkinAttributes.TAG_PREFIX + key).toList());
    remoteServiceKeys = find(ZipkinAttributes.REMOTE_SERVICE_KEYS);
    remoteAddressKeys = find(ZipkinAttributes.REMOTE_ADDRESS_KEYS);
    remotePortKeys = find(ZipkinAttributes.REMOTE_PORT_KEYS);
    remoteIpv6Key = strings.find(ZipkinAttributes.REMOTE_IPV6);
    localEndpoints = new ZipkinEndpoint[batch.resourceCount()];
    fromZipkin = new boolean[batch.resourceCount()];
    int formatKey = strings.find(ZipkinAttributes.FORMAT);
    for (int resource = 0; resource < fromZipkin.length; resource++) {
      fromZipkin[resource] =
          Objects.equals(
              text(batch.attributes(AttributeScope.RESOURCE), resource, formatKey),
              ZipkinAttributes.ZIPKIN);
    }
  }

  /** Whether a span came in by a Zipkin format. */
  public boolean isFromZipkin(int row) {
    return fromZipkin[batch.resourceIndex(row)];
  }

  /** Whether a server says that it continues the span of its client under the same id. */
  public boolean isShared(int row) {
    return isTrue(row, sharedKey);
  }

  /** Whether a span was reported whatever the sampler said. */
  public boolean isDebug(int row) {
    return isTrue(row, debugKey);
  }

  /** Whether a span was sent without a timestamp, so that its start is a makeshift. */
  public boolean isStartAbsent(int row) {
    return isTrue(row, startAbsentKey);
  }

  /** Where a span was recorded; equal for spans of the same place. */
  public Object place(int row) {
    return localEndpoint(batch.resourceIndex(row));
  }

  /** The service of a span in lower case, or null. */
  public @Nullable String localServiceName(int row) {
    return localEndpoint(batch.resourceIndex(row)).serviceName();
  }

  /** The service on the other side of a span in lower case, or null. */
  public @Nullable String remoteServiceName(int row) {
    boolean sent = isFromZipkin(row);
    int keys = sent || !isOutgoing(row) ? 1 : remoteServiceKeys.length;
    for (int i = 0; i < keys; i++) {
      String name = text(attributes, row, remoteServiceKeys[i]);
      if (name != null && !name.isEmpty() && !(sent && isTag(row, remoteServiceKeys[i]))) {
        return name.toLowerCase(Locale.ROOT);
      }
    }
    return null;
  }

  /** Whether a span is an error, to Zipkin, by its status or by its tag. */
  public boolean isError(int row) {
    return batch.status(row) == StatusCode.ERROR
        || (errorKey >= 0 && attributes.find(row, errorKey) >= 0);
  }

  ZipkinEndpoint localEndpoint(int resource) {
    ZipkinEndpoint known = localEndpoints[resource];
    if (known == null) {
      known = readLocalEndpoint(resource);
      localEndpoints[resource] = known;
    }
    return known;
  }

  ZipkinEndpoint remoteEndpoint(int row) {
    boolean sent = isFromZipkin(row);
    ZipkinEndpoint endpoint = ZipkinEndpoint.NONE.withServiceName(remoteServiceName(row));
    if (!sent && !isOutgoing(row)) {
      return endpoint;
    }
    int keyCount = sent ? 1 : remoteAddressKeys.length;
    for (int i = 0; i < keyCount && endpoint.ipv4() == null && endpoint.ipv6() == null; i++) {
      endpoint = withAddress(endpoint, row, remoteAddressKeys[i]);
    }
    if (sent) {
      endpoint = withAddress(endpoint, row, remoteIpv6Key);
    }
    boolean hasAddress = endpoint.ipv4() != null || endpoint.ipv6() != null;
    for (int i = 0; i < keyCount && endpoint.port() == 0 && (sent || hasAddress); i++) {
      long port = integer(attributes, row, remotePortKeys[i]);
      endpoint = port > 0 && port <= 0xFFFF ? endpoint.withPort(port) : endpoint;
    }
    return endpoint;
  }

  /** Whether an attribute of a span that came in by a Zipkin format was a tag. */
  boolean isTag(int row, int keyRef) {
    for (int part = 0; part < partKeys.length; part++) {
      if (partKeys[part] == keyRef) {
        int marker = markerKeys[part];
        int entry = marker < 0 ? -1 : attributes.find(row, marker);
        return entry >= 0 && attributes.type(entry) == ValueType.BOOL;
      }
    }
    return !strings.string(keyRef).startsWith(ZipkinAttributes.TAG_PREFIX);
  }

  private ZipkinEndpoint withAddress(ZipkinEndpoint endpoint, int row, int keyRef) {
    String text = text(attributes, row, keyRef);
    return text == null || (isFromZipkin(row) && isTag(row, keyRef))
        ? endpoint
        : endpoint.withAddress(IpText.parse(text));
  }

  private ZipkinEndpoint readLocalEndpoint(int resource) {
    AttributeTable table = batch.attributes(AttributeScope.RESOURCE);
    int nameRef = batch.serviceNameRef(resource);
    ZipkinEndpoint endpoint =
        ZipkinEndpoint.NONE.withServiceName(nameRef < 0 ? null : strings.string(nameRef));
    int addressKey = strings.find(ZipkinAttributes.LOCAL_ADDRESSES);
    int addresses = addressKey < 0 ? -1 : table.find(resource, addressKey);
    if (addresses >= 0
        && table.value(addresses, strings) instanceof AttributeValue.ArrayValue array) {
      for (AttributeValue address : array.values().reversed()) {
        if (address instanceof AttributeValue.StringValue(String text)) {
          endpoint = endpoint.withAddress(IpText.parse(text));
        }
      }
    }
    long port = integer(table, resource, strings.find(ZipkinAttributes.LOCAL_PORT));
    return port > 0 && port <= 0xFFFF ? endpoint.withPort(port) : endpoint;
  }

  private boolean isOutgoing(int row) {
    SpanKind kind = batch.kind(row);
    return kind == SpanKind.CLIENT || kind == SpanKind.PRODUCER;
  }

  private boolean isTrue(int row, int keyRef) {
    int entry = keyRef < 0 ? -1 : attributes.find(row, keyRef);
    return entry >= 0
        && attributes.type(entry) == ValueType.BOOL
        && attributes.bits(entry) != 0
        && isFromZipkin(row);
  }

  private @Nullable String text(AttributeTable table, int owner, int keyRef) {
    int entry = keyRef < 0 ? -1 : table.find(owner, keyRef);
    return entry < 0 || table.type(entry) != ValueType.STRING
        ? null
        : strings.string(table.valueRef(entry));
  }

  private static long integer(AttributeTable table, int owner, int keyRef) {
    int entry = keyRef < 0 ? -1 : table.find(owner, keyRef);
    return entry < 0 || table.type(entry) != ValueType.INT ? 0 : table.bits(entry);
  }

  private int[] find(List<String> keys) {
    return keys.stream().mapToInt(strings::find).toArray();
  }
}
