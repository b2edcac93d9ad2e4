// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.encoding;

import java.util.Arrays;

/**
 * Splits unsigned numbers into 2, 4, 8 or 16 tiers by their length in bits, so that the tier of
 * each and its bits in the width of its tier take as little room as possible.
 *
 * <p>Method: count the lengths, then the best upper bounds of {@code k} tiers by dynamic
 * programming over the lengths that occur, O(k · lengths²) per block.
 */
final class TierChooser {

  static final int GROUP = 64;

  private static final int TIER_BITS_MAX = 4;

  private final int[] histogram = new int[Long.SIZE + 1];
  private final int[] lengths = new int[Long.SIZE + 1];
  private final int[] below = new int[Long.SIZE + 2]; // values with one of the first i lengths
  private final long[][] cost = new long[(1 << TIER_BITS_MAX) + 1][Long.SIZE + 2];
  private final int[][] cut = new int[(1 << TIER_BITS_MAX) + 1][Long.SIZE + 2];
  private final int[] tierOfLength = new int[Long.SIZE + 1];
  private final long[] codes = new long[Presence.ROWS_MAX];
  private int[] widths = {};
  private int tierBits;

  /**
   * Chooses tiers; false if they do not make the values clearly smaller than {@code width} does.
   */
  boolean choose(long[] values, int count, int width) {
    Arrays.fill(histogram, 0);
    for (int i = 0; i < count; i++) {
      histogram[Long.SIZE - Long.numberOfLeadingZeros(values[i])]++;
    }
    int distinct = 0;
    long ideal = 2L * count;
    for (int length = 0; length <= Long.SIZE; length++) {
      if (histogram[length] != 0) {
        lengths[distinct] = length;
        below[distinct + 1] = below[distinct] + histogram[length];
        distinct++;
        ideal += (long) length * histogram[length];
      }
    }
    long packed = (long) width * count;
    long limit = packed - packed / 16;
    if (ideal > limit || distinct < 2) {
      return false;
    }
    return optimise(distinct, count) < limit;
  }

  /** Appends tierBits, the widths, the length, the offsets of groups, the tiers and the values. */
  void write(long[] values, int count, ByteOutput out) {
    out.u8(tierBits);
    for (int i = 0; i < 1 << tierBits; i++) {
      out.u8(i < widths.length ? widths[i] : 0);
    }
    long total = 0;
    for (int i = 0; i < count; i++) {
      codes[i] = tierOfLength[Long.SIZE - Long.numberOfLeadingZeros(values[i])];
      total += widths[(int) codes[i]];
    }
    out.varint(total);
    int bit = 0;
    for (int i = 0; i < count; i++) {
      if (i % GROUP == 0) {
        out.i32(bit);
      }
      bit += widths[(int) codes[i]];
    }
    out.packed(tierBits, codes, count);
    BitOutput bits = new BitOutput(out);
    for (int i = 0; i < count; i++) {
      bits.add(values[i], widths[(int) codes[i]]);
    }
    bits.end();
  }

  private long optimise(int distinct, int count) {
    long best = Long.MAX_VALUE;
    int bestTierBits = 0;
    computeCosts(Math.min(distinct, 1 << TIER_BITS_MAX), distinct);
    for (int bits = 1; bits <= TIER_BITS_MAX; bits++) {
      int tiers = Math.min(distinct, 1 << bits);
      long header = (1 << bits) * 8L + (count / GROUP + 1) * 32L;
      long total = cost[tiers][distinct] + (long) bits * count + header;
      if (total < best) {
        best = total;
        bestTierBits = bits;
      }
    }
    tierBits = bestTierBits;
    takeTiers(Math.min(distinct, 1 << bestTierBits), distinct);
    return best;
  }

  /** {@code cost[k][i]}: the fewest bits for values with one of the first i lengths in k tiers. */
  private void computeCosts(int tiersMax, int distinct) {
    for (int i = 1; i <= distinct; i++) {
      cost[1][i] = (long) below[i] * lengths[i - 1];
    }
    for (int k = 2; k <= tiersMax; k++) {
      for (int i = k; i <= distinct; i++) {
        long best = Long.MAX_VALUE;
        for (int j = k - 1; j < i; j++) {
          long total = cost[k - 1][j] + (long) (below[i] - below[j]) * lengths[i - 1];
          if (total < best) {
            best = total;
            cut[k][i] = j;
          }
        }
        cost[k][i] = best;
      }
    }
  }

  private void takeTiers(int tiers, int distinct) {
    widths = new int[tiers];
    int end = distinct;
    for (int k = tiers; k >= 1; k--) {
      int begin = k == 1 ? 0 : cut[k][end];
      widths[k - 1] = lengths[end - 1];
      for (int i = begin; i < end; i++) {
        tierOfLength[lengths[i]] = k - 1;
      }
      end = begin;
    }
  }
}
