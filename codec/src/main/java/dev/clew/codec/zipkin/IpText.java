// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** IP addresses as Zipkin prints them: dotted, or as RFC 5952 has it. */
final class IpText {

  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");
  private static final int TEXT_MAX = 45;
  private static final int GROUPS = 8;

  private IpText() {}

  /** The canonical form of an address, or null if it is none. Looks nothing up. */
  static @Nullable String parse(String text) {
    boolean isIpv6 = text.indexOf(':') >= 0 && text.indexOf('%') < 0 && text.indexOf('[') < 0;
    if (text.length() > TEXT_MAX || (!isIpv6 && !IPV4.matcher(text).matches())) {
      return null;
    }
    try {
      return format(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /** The text of 4 or 16 bytes, or null for another number. */
  static @Nullable String of(byte[] address) {
    try {
      return format(InetAddress.getByAddress(address));
    } catch (UnknownHostException _) {
      return null;
    }
  }

  /** Whether a canonical form is that of an IPv6 address. */
  static boolean isIpv6(String canonical) {
    return canonical.indexOf(':') >= 0;
  }

  private static String format(InetAddress address) {
    return switch (address) {
      case Inet4Address ipv4 -> ipv4.getHostAddress();
      case Inet6Address ipv6 -> format(ipv6.getAddress());
      default -> throw new IllegalArgumentException(address + " (expected: IPv4 or IPv6)");
    };
  }

  /** RFC 5952: no leading zeros, and the longest run of two or more zero groups becomes "::". */
  private static String format(byte[] ipv6) {
    int[] groups = new int[GROUPS];
    int runBegin = -1;
    int runLength = 1;
    for (int i = 0, zeros = 0; i < GROUPS; i++) {
      groups[i] = (ipv6[2 * i] & 0xFF) << 8 | (ipv6[2 * i + 1] & 0xFF);
      zeros = groups[i] == 0 ? zeros + 1 : 0;
      if (zeros > runLength) {
        runLength = zeros;
        runBegin = i - zeros + 1;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == runBegin) {
        text.append("::");
        i += runLength - 1;
      } else {
        text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
            .append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}
