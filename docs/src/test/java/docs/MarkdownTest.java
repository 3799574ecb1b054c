package docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import docs.Markdown.Block;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What can be said of a page without running anything. Problems begin with file and line. */
@Tag("course")
class MarkdownTest {
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

  @TestFactory
  Stream<DynamicTest> linksLeadSomewhere() {
    return eachPage(MarkdownTest::brokenLinks);
  }

  @TestFactory
  Stream<DynamicTest> javaBlocksAreTheCode() {
    return eachPage(page -> page.blocks().stream().flatMap(this::wrongJava).toList());
  }

  @TestFactory
  Stream<DynamicTest> diffsAreOfTheCode() {
    return eachPage(page -> page.blocks().stream().flatMap(this::wrongDiff).toList());
  }

  @TestFactory
  Stream<DynamicTest> blocksSayWhatTheyAre() {
    return eachPage(page -> page.blocks().stream().flatMap(this::unclear).toList());
  }

  @Test
  void anchorsAreThoseOfGitHub() {
    List<String> headings = List.of("What you'll see, `now`!", "A_b [C](d.md)", "a_b c");
    Markdown page = new Markdown(Path.of("x.md"), List.of(), headings, List.of());
    assertEquals("[what-youll-see-now, a_b-c, a_b-c-1]", page.anchors().toString());
  }

  private static List<String> brokenLinks(Markdown page) {
    List<String> broken = new ArrayList<>();
    for (int i = 0; i < page.prose().size(); i++) {
      String at = page.file() + ":" + (i + 1) + ": ";
      LINK.matcher(page.prose().get(i))
          .results()
          .map(link -> link.group(1))
          .filter(link -> !link.matches("(https?|mailto):.*"))
          .forEach(link -> problem(page, link).forEach(what -> broken.add(at + what)));
    }
    return broken;
  }

  private static List<String> problem(Markdown page, String link) {
    String[] parts = link.split("#", 2);
    Path folder = Repository.ROOT.resolve(page.file()).getParent();
    Path target = parts[0].isEmpty() ? page.file() : folder.resolve(parts[0]).normalize();
    if (!Files.exists(Repository.ROOT.resolve(target))) {
      return List.of("nothing at " + link);
    }
    boolean page2 = parts.length > 1 && target.toString().endsWith(".md");
    return page2 && !Markdown.read(target).anchors().contains(parts[1])
        ? List.of("no heading for " + link)
        : List.of();
  }

  private Stream<String> wrongJava(Block block) {
    if (!Snippets.hasSource(block)) {
      return Stream.of();
    }
    try {
      List<String> source = Snippets.source(block);
      for (int i = 0; i < Math.max(source.size(), block.lines().size()); i++) {
        String is = i < block.lines().size() ? block.lines().get(i) : "(nothing)";
        String should = i < source.size() ? source.get(i) : "(nothing)";
        if (!is.equals(should)) {
          String at = block.file() + ":" + (block.line() + 1 + i);
          return Stream.of(at + ": is \"" + is + "\" but the source has \"" + should + "\"");
        }
      }
      return Stream.of();
    } catch (Exception e) {
      return Stream.of(block.at() + ": " + e.getMessage());
    }
  }

  /**
   * {@code ```diff A.java B.java}: each line is in A, in B or, without a sign, in both. What an
   * instructor types live adds all that B's main has and A has not.
   */
  private Stream<String> wrongDiff(Block block) {
    if (!block.language().equals("diff")) {
      return Stream.of();
    }
    String[] files = block.rest().split(" ");
    List<String> before = strippedLines(files[0]);
    List<String> after = strippedLines(files[files.length - 1]);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < block.lines().size(); i++) {
      String line = (block.lines().get(i) + " ");
      boolean known =
          (line.startsWith("+") || before.contains(line.substring(1).strip()))
              && (line.startsWith("-") || after.contains(line.substring(1).strip()));
      if (!known) {
        wrong.add(block.file() + ":" + (block.line() + 1 + i) + ": not in " + block.rest());
      }
    }
    if (block.file().endsWith("live-coding.md")) {
      wrong.addAll(notAdded(block, before, after));
    }
    return wrong.stream();
  }

  private static List<String> notAdded(Block block, List<String> before, List<String> after) {
    List<String> added =
        block.lines().stream()
            .filter(line -> line.startsWith("+"))
            .map(line -> line.substring(1).strip())
            .toList();
    int main = after.indexOf("public static void main(String[] args) {");
    return after.subList(main, after.size()).stream()
        .filter(line -> !line.isEmpty() && !before.contains(line) && !added.contains(line))
        .map(line -> block.at() + ": does not add \"" + line + "\"")
        .toList();
  }

  private static List<String> strippedLines(String file) {
    return Repository.read(Path.of(file)).lines().map(String::strip).toList();
  }

  /** On the pages of docs, an output names its demo, and each other block its language. */
  private Stream<String> unclear(Block block) {
    boolean ours = block.file().startsWith("docs");
    boolean output = block.language().equals("text") && !Outputs.isOutput(block);
    boolean excused = block.rest().matches("(no-run|illustration): .+");
    return ours && (block.info().isEmpty() || output && !excused)
        ? Stream.of(block.at() + ": an output names its demo: ```text 1-runsync/RunSync")
        : Stream.of();
  }

  private static Stream<DynamicTest> eachPage(Function<Markdown, List<String>> problems) {
    return Markdown.pages().stream()
        .map(
            page ->
                DynamicTest.dynamicTest(
                    page.file().toString(),
                    () -> assertEquals("", String.join("\n", problems.apply(page)))));
  }
}
