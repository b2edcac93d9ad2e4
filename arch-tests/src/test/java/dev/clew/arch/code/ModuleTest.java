// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.arch.code;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModuleTest {

  /** Without this, a module that is missing from our class path would pass every other rule. */
  @Test
  void everyModuleWithJava_isKnownAndRead() throws IOException {
    Set<String> read =
        ProductionCode.CLASSES.stream()
            .map(type -> Module.of(type).orElseThrow().directory())
            .collect(toSet());

    assertThat(read).isEqualTo(modulesWithJava());
  }

  private static Set<String> modulesWithJava() throws IOException {
    try (Stream<Path> directories = Files.list(Path.of(".."))) {
      return directories
          .filter(directory -> Files.isDirectory(directory.resolve("src/main/java")))
          .map(directory -> directory.getFileName().toString())
          .collect(toSet());
    }
  }

  @Test
  void modules_useOnlyWhatLiesBelowThem() {
    classes().should(useOnlyModulesBelow()).check(ProductionCode.CLASSES);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("dev.clew.(**)").should().beFreeOfCycles().check(ProductionCode.CLASSES);
  }

  @Test
  void everyPackage_belongsToOneModule() {
    ProductionCode.CLASSES.stream()
        .collect(groupingBy(JavaClass::getPackageName, toSet()))
        .forEach((name, types) -> {
          Set<Optional<Module>> modules = types.stream().map(Module::of).collect(toSet());
          assertThat(modules).as(name).hasSize(1);
        });
  }

  private static ArchCondition<JavaClass> useOnlyModulesBelow() {
    return new ArchCondition<>("use only modules below their own") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          Optional<Module> target = Module.of(dependency.getTargetClass().getBaseComponentType());
          Module own = Module.of(type).orElseThrow();
          boolean allowed =
              target.isEmpty()
                  || target.orElseThrow() == own
                  || own.uses().contains(target.orElseThrow());
          events.add(new SimpleConditionEvent(dependency, allowed, dependency.getDescription()));
        }
      }
    };
  }
}
