// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.arch.code;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.conditions.ArchConditions.haveRawType;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CodeRulesTest {

  @Test
  void classes_areFinal_unlessSomethingExtendsThem() {
    classes()
        .that()
        .areNotInterfaces()
        .and()
        .areNotAnonymousClasses()
        .and()
        .areNotEnums()
        .and()
        .areNotAnnotatedWith(
            Nested.class) // a part of a contract suite: its implementations extend it
        .and()
        .areNotAnnotatedWith(
            "org.openjdk.jmh.annotations.State") // JMH extends it by code of its own
        .and(not(describe("are extended", (JavaClass type) -> !type.getSubclasses().isEmpty())))
        .should()
        .haveModifier(FINAL)
        .orShould()
        .haveModifier(ABSTRACT)
        .check(ProductionCode.CLASSES);
  }

  @Test
  void staticFields_areFinalAndImmutable() {
    fields()
        .that()
        .areStatic()
        .and()
        .doNotHaveModifier(SYNTHETIC)
        .should()
        .beFinal()
        .check(ProductionCode.CLASSES);
    noFields()
        .that()
        .areStatic()
        .should(haveRawType(mutableHolder()))
        .because("state that is shared by everything cannot be tested or closed")
        .check(ProductionCode.CLASSES);
  }

  @Test
  void fields_areNotInjected() {
    noFields()
        .should()
        .beAnnotatedWith(
            describe(
                "an injecting annotation",
                annotation ->
                    annotation
                        .getRawType()
                        .getSimpleName()
                        .matches("Inject|Autowired|Resource|Value")))
        .because("what a class needs is in its constructor")
        .check(ProductionCode.CLASSES);
  }

  @Test
  void loggers_arePrivateConstants() {
    fields()
        .that()
        .haveRawType(System.Logger.class)
        .should()
        .bePrivate()
        .andShould()
        .beStatic()
        .andShould()
        .beFinal()
        .allowEmptyShould(true)
        .check(ProductionCode.CLASSES);
  }

  @Test
  void loggingBackend_isKnownInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.clew.server.logging")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.slf4j..", "ch.qos.logback..", "java.util.logging..")
        .because("modules log through System.Logger")
        .check(ProductionCode.CLASSES);
  }

  @Test
  void testTools_areUsedByTheTestkitOnly() {
    noClasses()
        .that(describe("are not of the testkit", CodeRulesTest::isNotOfTheTestkit))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.junit..", "org.assertj..", "org.awaitility..")
        .orShould()
        .haveSimpleNameEndingWith("Test")
        .check(ProductionCode.CLASSES);
  }

  @Test
  void names_sayWhatAClassIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Utils?|Helpers?|Manager|Misc|Common)")
        .orShould()
        .haveNameMatching(".*\\.I[A-Z][a-z]\\w*")
        .orShould()
        .resideInAnyPackage(
            "..common..", "..util..", "..utils..", "..helper..", "..impl..", "..misc..", "..dto..")
        .check(ProductionCode.CLASSES);
  }

  @Test
  void javaSerialisation_isNotUsed() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.io\\.Object(In|Out)putStream")
        .check(ProductionCode.CLASSES);
  }

  private static boolean isNotOfTheTestkit(JavaClass type) {
    return Module.of(type).filter(module -> module == Module.TESTKIT).isEmpty();
  }

  /**
   * Types whose only reason to be is that they change. An immutable List or Map is none of them.
   */
  private static DescribedPredicate<JavaClass> mutableHolder() {
    return describe(
        "something that changes",
        type ->
            type.getPackageName().startsWith("java.util.concurrent")
                || type.isAssignableTo(StringBuilder.class)
                || type.isAssignableTo(ThreadLocal.class)
                || type.isAssignableTo(Lock.class)
                || (!type.isInterface()
                    && (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class))));
  }
}
