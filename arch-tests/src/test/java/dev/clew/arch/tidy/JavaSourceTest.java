// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.arch.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JavaSourceTest {

  private static final int METHOD_LINES_MAX = 70;
  private static final int METHOD_PARAMETERS_MAX = 6;

  /**
   * Higher than that of methods: a constructor names its collaborators, and a record its
   * components.
   */
  private static final int CONSTRUCTOR_PARAMETERS_MAX = 8;

  @Test
  void methods_areShortAndTakeFewParameters() throws Exception {
    List<String> found = new ArrayList<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      List<Path> sources =
          ProjectFiles.endingIn(".java").stream().map(ProjectFiles.ROOT::resolve).toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      for (CompilationUnitTree unit : task.parse()) {
        new MethodScanner(Trees.instance(task).getSourcePositions(), unit, found).scan(unit, null);
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void packages_sayWhatLivesInThem() throws Exception {
    Set<Path> missing = new TreeSet<>();
    for (Path file : ProjectFiles.endingIn(".java")) {
      Path description = file.resolveSibling("package-info.java");
      if (file.toString().contains("src/main/java/") && !isDescribed(description)) {
        missing.add(description);
      }
    }
    assertThat(missing).as("packages without a description that is @NullMarked").isEmpty();
  }

  private static boolean isDescribed(Path description) throws IOException, InterruptedException {
    if (!ProjectFiles.all().contains(description)) {
      return false;
    }
    String text = ProjectFiles.read(description);
    return text.contains("/**") && text.contains("@NullMarked");
  }

  /** Finds the methods of one file that are too long or take too many parameters. */
  private static final class MethodScanner extends TreePathScanner<@Nullable Void, @Nullable Void> {

    private final SourcePositions positions;
    private final CompilationUnitTree unit;
    private final List<String> found;

    MethodScanner(SourcePositions positions, CompilationUnitTree unit, List<String> found) {
      this.positions = positions;
      this.unit = unit;
      this.found = found;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
      long lines = line(positions.getEndPosition(unit, method)) - firstLine(method) + 1;
      if (lines > METHOD_LINES_MAX) {
        report(method, lines + " lines (expected: at most " + METHOD_LINES_MAX + ")");
      }
      int parameters = method.getParameters().size();
      int parametersMax =
          method.getReturnType() == null ? CONSTRUCTOR_PARAMETERS_MAX : METHOD_PARAMETERS_MAX;
      if (parameters > parametersMax && !isTest() && !isRecordConstructor(method)) {
        report(method, parameters + " parameters (expected: at most " + parametersMax + ")");
      }
      return super.visitMethod(method, null);
    }

    /** Without Javadoc and annotations. */
    private long firstLine(MethodTree method) {
      Tree first = method.getReturnType() != null ? method.getReturnType() : method;
      return line(positions.getStartPosition(unit, first));
    }

    /** A parameterised test takes one parameter for each column of its table. */
    private boolean isTest() {
      return unit.getSourceFile().toUri().getPath().contains("/src/test/");
    }

    /** A record lists what it consists of, however much that is. */
    private boolean isRecordConstructor(MethodTree method) {
      return method.getReturnType() == null
          && getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.RECORD;
    }

    private long line(long position) {
      return unit.getLineMap().getLineNumber(position);
    }

    private void report(MethodTree method, String what) {
      Path file = ProjectFiles.ROOT.relativize(Path.of(unit.getSourceFile().toUri()));
      found.add("%s:%s: %s: %s".formatted(file, firstLine(method), method.getName(), what));
    }
  }
}
