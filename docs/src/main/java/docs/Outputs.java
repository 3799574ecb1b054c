package docs;

import docs.Markdown.Block;
import docs.Repository.Lesson;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import testkit.Demo;
import testkit.Printed;
import testkit.ReadmeOutputs;

/**
 * Outputs on the pages of docs name their demo: {@code ```text 1-runsync/RunSync
 * OFFLINE_FAULT=401}. They show stdout and then stderr, without the lines of stderr in brackets,
 * such as the one that names the model; a line {@code ...} stands for any others. (Those of the
 * lessons' READMEs are the lessons' own.)
 */
final class Outputs {
  private static final Pattern DEMO =
      Pattern.compile("(docs|\\d-[\\w-]+)/([\\w/]+)((?: [A-Z_]+=\\S+)*)");

  /** Where nobody waits for the answer, it would be printed among those of the next demo. */
  private static final String PRINTS_AFTER_ITS_END = "bugs/NobodyWaits";

  /** Halves what a short run costs; Java says on stderr that it has read it. */
  static final String QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  private Outputs() {}

  static boolean isOutput(Block block) {
    return block.language().equals("text") && DEMO.matcher(block.rest()).matches();
  }

  /** What the demo prints. */
  static String real(Block block) {
    var demo = DEMO.matcher(block.rest());
    demo.matches();
    String packageName = packageOf(demo.group(1));
    Path classes = Repository.ROOT.resolve(demo.group(1)).resolve("target/classes");
    if (!Files.isDirectory(classes)) {
      throw new IllegalStateException("Not compiled yet: mvn -q compile");
    }
    // A demo starts with the class path of this process, and that has no lesson on it.
    System.setProperty("java.class.path", classes + File.pathSeparator + CLASS_PATH);
    Map<String, String> settings = new HashMap<>();
    for (String setting : demo.group(3).strip().split(" +")) {
      String[] parts = setting.split("=", 2);
      settings.put(parts[0], parts.length < 2 ? "" : parts[1]);
    }
    settings.remove("");
    Printed printed = run(settings, packageName, demo.group(2));
    String errors = printed.errors().replaceAll("(?m)^\\[.*]\\n", "");
    return (printed.output().stripTrailing() + "\n" + errors).strip();
  }

  private static Printed run(Map<String, String> settings, String packageName, String demo) {
    if (!demo.equals(PRINTS_AFTER_ITS_END)) {
      return Printed.by(settings, packageName, demo);
    }
    try (Demo process =
        Demo.start(Repository.ROOT.resolve("docs/target"), settings, packageName, demo)) {
      return new Printed(process.output(), process.errors(), process.status());
    }
  }

  private static String packageOf(String folder) {
    return Repository.lessons().stream()
        .filter(lesson -> lesson.folder().equals(folder))
        .map(Lesson::packageName)
        .findFirst()
        .orElse("docs");
  }

  static final String CLASS_PATH = classPath();

  /** Maven's exec:java has a class loader instead of a class path. */
  private static String classPath() {
    return Thread.currentThread().getContextClassLoader() instanceof URLClassLoader loader
        ? Arrays.stream(loader.getURLs())
            .map(URL::getPath)
            .collect(Collectors.joining(File.pathSeparator))
        : System.getProperty("java.class.path");
  }

  /** The lines that a page should show, given those it shows now. */
  static List<String> updated(Block block) {
    String printed = real(block);
    boolean keep = ReadmeOutputs.shows(block.text(), printed);
    return keep ? block.lines() : printed.lines().toList();
  }
}
