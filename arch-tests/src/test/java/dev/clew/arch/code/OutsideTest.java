// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.arch.code;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutsideTest {

  @ParameterizedTest
  @EnumSource
  void onlyAdapters_touchWhatIsOutside(Outside outside) {
    noClasses()
        .that()
        .resideOutsideOfPackages(outside.adapters())
        .should()
        .accessTargetWhere(outside.isTouched())
        .check(ProductionCode.CLASSES);
  }

  /** The patterns are text: a slip in one would let everything pass. */
  @ParameterizedTest
  @EnumSource
  void rule_findsAnOffender(Outside outside) {
    ArchRule rule = noClasses().should().accessTargetWhere(outside.isTouched());

    assertThat(rule.evaluate(new ClassFileImporter().importClasses(Offender.class)).hasViolation())
        .isTrue();
  }

  /** Touches everything once. */
  @SuppressWarnings("unused")
  private static final class Offender {

    boolean exists(Path path) {
      return Files.exists(path);
    }

    Instant now() {
      return Instant.now();
    }

    UUID random() {
      return UUID.randomUUID();
    }

    Socket socket() {
      return new Socket();
    }
  }
}
