// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {

  @TempDir private Path directory;
  private FakeProject project;
  private Path jdk;

  @BeforeEach
  void createProject() throws IOException {
    project = new FakeProject(directory);
    jdk = project.installJdk(directory.resolve("usr/lib/jvm/temurin-25"), "25.0.3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--help", "-h", "help"})
  void help_needsNoJdkAndNoBuild(String argument) throws Exception {
    Files.delete(jdk.resolve("release"));

    FakeProject.Result result = argument.isEmpty() ? project.run() : project.run(argument);

    assertThat(result.exitCode()).isZero();
    assertThat(String.join("\n", result.out()))
        .contains("serve ", "demo ", "config ", "bench ", "test ", "CLEW_HEAP", "CLEW_JAVA_HOME");
    assertThat(project.mavenCalls()).isEmpty();
  }

  @Test
  void testHelp_needsNoJdkAndNoBuild() throws Exception {
    Files.delete(jdk.resolve("release"));

    assertThat(project.run("test", "--help").out()).contains("Usage: ./clew test [MAVEN OPTIONS]");
  }

  @Test
  void serve_replacesTheScriptByJavaAndPassesItsArguments() throws Exception {
    FakeProject.Result result = project.run("serve", "--data-dir", "my data", "--set", "a=*");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains("pid=" + result.pid(), "home=" + jdk, project.root + "/server/target/clew/lib/*")
        .endsWith("dev.clew.server.Main", "serve", "--data-dir", "my data", "--set", "a=*");
  }

  @Test
  void bench_buildsServerAndBench_rehearsesAndStartsTheBenchProgram() throws Exception {
    Files.createDirectory(project.root.resolve("bench"));
    project.installMavenThatBuilds("bench", "server");
    project.environment.remove("CLEW_REHEARSAL");

    FakeProject.Result result = project.run("bench", "ingest");

    assertThat(project.root.resolve("bench/target/clew/lib/clew-bench.jar")).exists();
    assertThat(result.out())
        .contains(
            project.root + "/bench/target/clew/lib/*", "-Dclew.launcher=" + project.root + "/clew")
        .endsWith("dev.clew.bench.Main", "ingest");
    Path rehearsal = project.root.resolve("server/target/clew/rehearsal");
    assertThat(Files.readAllLines(rehearsal.resolve("log")))
        .contains("-XX:AOTCacheOutput=" + rehearsal + "/clew.aot")
        .endsWith("dev.clew.server.Main", "rehearse");
    assertThat(rehearsal.resolve("pid")).doesNotExist();
  }

  @Test
  void bench_thatNeedsNoServer_buildsNone() throws Exception {
    Files.createDirectory(project.root.resolve("bench"));
    project.installMavenThatBuilds("bench");

    assertThat(project.run("bench", "jmh", "-l").out())
        .endsWith("dev.clew.bench.Main", "jmh", "-l");
    assertThat(project.mavenCalls()).hasSize(1);
  }

  @Test
  void serve_afterARehearsal_usesWhatJavaHasLearned() throws Exception {
    project.run("config");
    Path learned = project.root.resolve("server/target/clew/clew.aot");
    assertThat(project.run("serve").out()).doesNotContain("-XX:AOTCache=" + learned);
    Files.writeString(learned, "");

    assertThat(project.run("serve").out()).contains("-XX:AOTCache=" + learned);
  }

  @Test
  void run_fromAnotherDirectoryThroughLinks_findsTheProject() throws Exception {
    Path first = Files.createSymbolicLink(directory.resolve("first"), Path.of("the project/clew"));
    Path second = Files.createSymbolicLink(project.bin.resolve("second"), first);

    assertThat(project.run(second, directory, "config").out())
        .contains(project.root + "/server/target/clew/lib/*");
  }

  @Test
  void heapAndJavaOptions_reachJava() throws Exception {
    project.environment.put("CLEW_HEAP", "2g");
    project.environment.put("CLEW_JAVA_OPTS", "-Xlog:gc -Da=b");

    assertThat(project.run("config").out())
        .contains("-Xmx2g", "-Xlog:gc", "-Da=b")
        .doesNotContain("-Xmx512m");
  }

  @Nested
  class FindsJdk {

    @Test
    void clewJavaHome_comesFirst() throws Exception {
      Path chosen = project.installJdk(directory.resolve("chosen jdk"), "25");
      project.environment.put("CLEW_JAVA_HOME", chosen.toString());
      project.environment.put("JAVA_HOME", jdk.toString());

      assertThat(project.run("config").out()).contains("home=" + chosen);
    }

    @Test
    void clewJavaHome_ofAnotherVersion_isAnErrorInOneLine() throws Exception {
      Path wrong = project.installJdk(directory.resolve("wrong"), "26.0.1");
      project.environment.put("CLEW_JAVA_HOME", wrong.toString());

      FakeProject.Result result = project.run("config");

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err())
          .containsExactly("clew: CLEW_JAVA_HOME: " + wrong + " is not a JDK 25");
    }

    @Test
    void javaHome_comesBeforeThePath() throws Exception {
      Path home = project.installJdk(directory.resolve("of java home"), "25.0.1");
      Path onPath = project.installJdk(directory.resolve("on path"), "25.0.2");
      Files.delete(project.bin.resolve("java"));
      Files.createSymbolicLink(project.bin.resolve("java"), onPath.resolve("bin/java"));
      project.environment.put("JAVA_HOME", home.toString());
      assertThat(project.run("config").out()).contains("home=" + home);

      project.installJdk(home, "17.0.15");
      assertThat(project.run("config").out()).contains("home=" + onPath);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "usr/lib/jvm/java-25",
          "usr/lib64/jvm/java-25",
          "opt/jdk-25",
          "opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home",
          "Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
          "home/.sdkman/candidates/java/25-tem",
          "home/.jdks/temurin-25"
        })
    void usualPlaces_areSearched(String place) throws Exception {
      project.installJdk(jdk, "17.0.15");
      Path there = project.installJdk(directory.resolve(place), "25.0.3");

      assertThat(project.run("config").out()).contains("home=" + there);
    }

    @ParameterizedTest
    @ValueSource(strings = {"17.0.15", "2", "250.1", "24.0.2", "26"})
    void otherVersions_areNotTaken(String version) throws Exception {
      project.installJdk(jdk, version);

      FakeProject.Result result = project.run("config");

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err())
          .singleElement()
          .asString()
          .startsWith("clew: JDK 25 not found: install");
    }

    @Test
    void runtimeWithoutCompiler_isNotTaken() throws Exception {
      Files.delete(jdk.resolve("bin/javac"));

      assertThat(project.run("config").exitCode()).isEqualTo(1);
    }
  }

  @Nested
  class Builds {

    @Test
    void firstStart_builds_secondDoesNot() throws Exception {
      assertThat(project.run("config").err())
          .singleElement()
          .asString()
          .startsWith("Building Clew");
      assertThat(project.mavenCalls())
          .singleElement()
          .asString()
          .startsWith("JAVA_HOME=" + jdk)
          .contains("--projects server --also-make")
          .endsWith(" package");

      assertThat(project.run("config").err()).isEmpty();
      assertThat(project.mavenCalls()).hasSize(1);
    }

    @Test
    void newSource_isBuilt() throws Exception {
      project.run("config");
      Files.writeString(project.root.resolve("server/src/main/java/New.java"), "");

      project.run("config");
      assertThat(project.mavenCalls()).hasSize(2);
      project.run("config");
      assertThat(project.mavenCalls()).hasSize(2);
    }

    @Test
    void removedSource_isNoticed() throws Exception {
      Path source = project.root.resolve("server/src/main/java/Old.java");
      Files.writeString(source, "");
      FakeProject.age(project.root);
      project.run("config");
      Files.delete(source);

      project.run("config");

      assertThat(project.mavenCalls()).hasSize(2);
    }

    @Test
    void failedBuild_showsItsErrorsAndIsTriedAgain() throws Exception {
      project.installMaven("echo '[INFO] fine so far'; echo '[ERROR] Main.java:[3,1] no'; exit 1");

      FakeProject.Result result = project.run("config");

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err())
          .contains("[ERROR] Main.java:[3,1] no")
          .doesNotContain("[INFO] fine so far")
          .last()
          .asString()
          .startsWith("clew: the build failed; all of it is in ");
      project.run("config");
      assertThat(project.mavenCalls()).hasSize(2);
    }

    @Test
    void lockOfAProcessThatIsGone_isNoObstacle() throws Exception {
      Files.createDirectories(project.root.resolve("target/build.lock"));
      Files.writeString(project.root.resolve("target/build.lock/pid"), "99999999\n");

      assertThat(project.run("config").exitCode()).isZero();
      assertThat(project.root.resolve("target/build.lock")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mvn", "npm"})
    void missingTool_isNamedInOneLine(String tool) throws Exception {
      hideSystemTools();
      Files.delete(project.bin.resolve(tool));

      FakeProject.Result result = project.run("config");

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err())
          .last()
          .asString()
          .matches("clew: (Maven|Node.js) not found: install .*");
    }

    /**
     * A path with the few commands that the script calls, and without the Maven and npm of this
     * machine.
     */
    private void hideSystemTools() throws IOException {
      for (String command :
          new String[] {
            "bash",
            "cat",
            "dirname",
            "env",
            "find",
            "grep",
            "head",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sh",
            "sleep",
            "tail",
            "touch"
          }) {
        Path original = Path.of("/usr/bin", command);
        Files.createSymbolicLink(
            project.bin.resolve(command),
            Files.exists(original) ? original : Path.of("/bin", command));
      }
      project.environment.put("PATH", project.bin.toString());
    }
  }

  @Nested
  class Tests {

    private static String output(int failedCount, String web, int skippedCount) {
      return """
      cat <<'END'
      [INFO] Building Clew: model 0.1.0-SNAPSHOT                            [2/14]
      [INFO] Tests run: 5, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 s -- in dev.clew.a
      [INFO] Tests run: 5, Failures: %s, Errors: 0, Skipped: 0
      [INFO] Building Clew: ui 0.1.0-SNAPSHOT                               [3/14]
            Tests  42 passed%s (42)
      [INFO] Building Clew: server 0.1.0-SNAPSHOT                           [4/14]
      [WARNING] Tests run: 7, Failures: 0, Errors: 0, Skipped: %s
      END
      """
          .formatted(failedCount, web, skippedCount);
    }

    @Test
    void test_allPass_printsModulesAndSum() throws Exception {
      project.installMaven(output(0, "", 0));

      FakeProject.Result result = project.run("test", "-pl", "model");

      assertThat(result.exitCode()).isZero();
      assertThat(project.mavenCalls())
          .singleElement()
          .asString()
          .startsWith("JAVA_HOME=" + jdk)
          .endsWith("-pl model verify");
      assertThat(result.out())
          .containsSequence(
              "model            Tests run: 5, Failures: 0, Errors: 0, Skipped: 0",
              "ui               Tests: 42 passed (42)",
              "server           Tests run: 7, Failures: 0, Errors: 0, Skipped: 0",
              "12 Java tests, 0 failed, 0 skipped")
          .last()
          .asString()
          .matches("PASSED in \\d+ s");
    }

    @Test
    void test_failure_showsErrorsAndFails() throws Exception {
      project.installMaven(output(1, "", 0) + "echo '[ERROR] a.b: no'; exit 1");

      FakeProject.Result result = project.run("test");

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err()).contains("[ERROR] a.b: no");
      assertThat(result.out())
          .contains("12 Java tests, 1 failed, 0 skipped")
          .last()
          .asString()
          .startsWith("FAILED after ");
    }

    @Test
    void test_skippedTests_failUnderContinuousIntegrationOnly() throws Exception {
      project.installMaven(output(0, " | 1 skipped", 2));
      assertThat(project.run("test").exitCode()).isZero();

      project.environment.put("CI", "true");
      FakeProject.Result result = project.run("test");

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err()).contains("clew: 3 tests were skipped, and with CI=true none may be");
    }
  }
}
