// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.traffic;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Someone who uses the shop, with what the platform knows about them. */
public record Visitor(
    String userId,
    String sessionId,
    String requestId,
    Segment segment,
    String market,
    String address,
    String userAgent) {

  private static final int USER_COUNT = 20_000;
  private static final HexFormat HEX = HexFormat.of();
  private static final List<String> MARKETS =
      List.of("DE", "DE", "DE", "FR", "FR", "NL", "PL", "IT");
  private static final List<String> USER_AGENTS =
      List.of(
          "ShopApp/8.14.2 (iOS 19.1; iPhone17,2)",
          "ShopApp/8.13.0 (Android 16; Pixel 10)",
          "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0"
              + " Safari/537.36");

  /** How the business sees a customer. */
  public enum Segment {
    /** Pays for better service. */
    PREMIUM("premium", "high"),
    /** An ordinary account. */
    STANDARD("standard", "normal"),
    /** No account. */
    GUEST("guest", "low");

    private final String label;
    private final String priority;

    Segment(String label, String priority) {
      this.label = label;
      this.priority = priority;
    }

    /** The name used in attributes. */
    public String label() {
      return label;
    }

    /** The priority its requests have. */
    public String priority() {
      return priority;
    }
  }

  /** Someone from the population; a few users account for much of the traffic. */
  public static Visitor draw(RandomGenerator random) {
    double skewed = Math.pow(random.nextDouble(), 2.5);
    int user = (int) (skewed * USER_COUNT);
    String userId = String.format(Locale.ROOT, "u-%05d", user);
    return new Visitor(
        userId,
        "s-" + Integer.toHexString((userId + random.nextInt(4)).hashCode()),
        HEX.toHexDigits(random.nextLong()),
        segmentOf(user),
        MARKETS.get(user % MARKETS.size()),
        "203.0.113." + (user % 254 + 1),
        USER_AGENTS.get(user / 7 % USER_AGENTS.size()));
  }

  /** A number that is always the same for this user, from 0 to {@code bound} exclusive. */
  public int bucket(int bound) {
    return Math.floorMod(userId.hashCode() * 0x9e37_79b9, bound);
  }

  private static Segment segmentOf(int user) {
    return switch (user % 10) {
      case 0, 1 -> Segment.PREMIUM;
      case 2, 3, 4 -> Segment.GUEST;
      default -> Segment.STANDARD;
    };
  }
}
