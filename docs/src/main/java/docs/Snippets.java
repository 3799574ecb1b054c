package docs;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import docs.Markdown.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Java blocks name their source: {@code ```java path/File.java#region}. A region is the name of a
 * type, method or variable, or {@code try}, {@code for}, {@code while} for the first such
 * statement; {@code main.try} is the first one in {@code main}. Without a region it is the file.
 */
final class Snippets {
  private Snippets() {}

  /** Whether the block is code of ours; an illustration is not, and says why. */
  static boolean hasSource(Block block) {
    return block.language().equals("java") && !block.rest().startsWith("illustration: ");
  }

  /** What the block has to be. */
  static List<String> source(Block block) throws IOException {
    String[] parts = block.rest().split("#", 2);
    Path file = Repository.ROOT.resolve(parts[0]);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "\"%s\" is no source: write ```java path/from/root/File.java#region"
              .formatted(block.rest()));
    }
    String source = Repository.read(file);
    return parts.length < 2 ? source.lines().toList() : region(file, source, parts[1]);
  }

  private static List<String> region(Path file, String source, String region) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var units = files.getJavaFileObjects(file);
      var task = (JavacTask) compiler.getTask(null, files, d -> {}, null, null, units);
      CompilationUnitTree unit = task.parse().iterator().next();
      Tree tree = unit;
      for (String name : region.split("\\.")) {
        Tree outer = tree;
        tree =
            find(outer, name)
                .orElseThrow(() -> new IllegalArgumentException("There is no region #" + region));
      }
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      int start = (int) positions.getStartPosition(unit, tree);
      int end = (int) positions.getEndPosition(unit, tree);
      int indent = start - source.lastIndexOf('\n', start) - 1;
      return source
          .substring(start - indent, end)
          .stripTrailing()
          .lines()
          .map(
              line ->
                  line.substring(Math.min(indent, line.length() - line.stripLeading().length())))
          .toList();
    }
  }

  private static Optional<Tree> find(Tree outer, String name) {
    Tree[] found = new Tree[1];
    new TreeScanner<Void, Void>() {
      @Override
      public Void scan(Tree tree, Void none) {
        if (found[0] == null && tree != null && tree != outer && name.equals(nameOf(tree))) {
          found[0] = tree;
        }
        return found[0] == null ? super.scan(tree, none) : null;
      }
    }.scan(outer, null);
    return Optional.ofNullable(found[0]);
  }

  private static String nameOf(Tree tree) {
    return switch (tree.getKind()) {
      case TRY -> "try";
      case WHILE_LOOP -> "while";
      case FOR_LOOP, ENHANCED_FOR_LOOP -> "for";
      case METHOD -> ((MethodTree) tree).getName().toString();
      case VARIABLE -> ((VariableTree) tree).getName().toString();
      default -> tree instanceof ClassTree type ? type.getSimpleName().toString() : "";
    };
  }
}
