// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.arch.code;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.regex.Pattern;

/**
 * What makes a program behave differently from one run to the next. Only its adapters touch it; all
 * other code is handed a clock, a disk or a source of randomness, which a test replaces.
 */
enum Outside {
  FILE_SYSTEM(
      "java\\.nio\\.file\\.(Files|FileSystems|WatchService)\\..*"
          + "|java\\.nio\\.channels\\.\\w*FileChannel\\..*"
          + "|java\\.io\\.(File|RandomAccessFile|FileInputStream|FileOutputStream|FileReader|FileWriter)\\..*") {
    @Override
    String[] adapters() {
      return new String[] {
        "dev.clew.store.segment.disk", "dev.clew.server..", "dev.clew.testkit..", "dev.clew.bench.."
      };
    }
  },

  CLOCK(
      "java\\.lang\\.System\\.(nanoTime|currentTimeMillis)"
          + "|java\\.time\\.\\w+\\.now"
          + "|java\\.time\\.Clock\\.(system|tick)\\w*"
          + "|java\\.time\\.InstantSource\\.system") {
    @Override
    String[] adapters() {
      return new String[] {
        "dev.clew.server..",
        "dev.clew.client",
        "dev.clew.demo",
        "dev.clew.testkit..",
        "dev.clew.bench.."
      };
    }
  },

  RANDOMNESS(
      "java\\.util\\.concurrent\\.ThreadLocalRandom\\..*"
          + "|java\\.security\\.SecureRandom\\..*"
          + "|java\\.lang\\.Math\\.random"
          + "|java\\.util\\.UUID\\.randomUUID"
          + "|java\\.util\\.random\\.RandomGenerator\\.getDefault") {
    @Override
    String[] adapters() {
      return new String[] {"dev.clew.server..", "dev.clew.bench.."};
    }
  },

  NETWORK(
      "java\\.net\\.(Server)?Socket\\..*|java\\.net\\.Datagram\\w+\\..*|java\\.net\\.http\\..*"
          + "|java\\.nio\\.channels\\.\\w*(Socket|Datagram)Channel\\..*"
          + "|(com\\.linecorp\\.armeria|io\\.netty|io\\.grpc|okhttp3)\\..*") {
    @Override
    String[] adapters() {
      return new String[] {
        "dev.clew.receiver..",
        "dev.clew.query..",
        "dev.clew.server..",
        "dev.clew.client",
        "dev.clew.demo..",
        "dev.clew.testkit.kafka",
        "dev.clew.bench.."
      };
    }
  };

  private final Pattern members;

  /**
   * Members are matched as {@code package.Class.member}; a constructor's member is {@code <init>}.
   */
  Outside(String members) {
    this.members = Pattern.compile(members);
  }

  /** The packages that may touch it, because touching it is what they are for. */
  abstract String[] adapters();

  DescribedPredicate<JavaAccess<?>> isTouched() {
    return DescribedPredicate.describe(
        "the target belongs to the " + this,
        access ->
            members
                .matcher(access.getTarget().getOwner().getName() + "." + access.getName())
                .matches());
  }
}
