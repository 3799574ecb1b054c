package docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page: its lines, its fenced blocks, its headings.
 *
 * @param file its path from the root
 * @param prose its lines; those of blocks and what is inline code are blank
 */
record Markdown(Path file, List<Block> blocks, List<String> headings, List<String> prose) {
  private static final Pattern FENCE = Pattern.compile("^ {0,3}(`{3,}|~{3,})\\s*(.*?)\\s*$");

  /**
   * A fenced block.
   *
   * @param line the number of its first fence, from 1
   * @param info what stands behind that fence
   */
  record Block(Path file, int line, String info, List<String> lines) {
    String language() {
      return info.split(" ", 2)[0];
    }

    /** What stands behind the language. */
    String rest() {
      return info.contains(" ") ? info.split(" ", 2)[1] : "";
    }

    String text() {
      return String.join("\n", lines);
    }

    /** File and line, as editors understand them. */
    String at() {
      return Repository.ROOT.relativize(Repository.ROOT.resolve(file)) + ":" + line;
    }

    /** Puts other lines into the file, in the place of these. */
    void rewrite(List<String> other) throws IOException {
      List<String> all = new ArrayList<>(Repository.read(file).lines().toList());
      List<String> mine = all.subList(line, line + lines.size());
      mine.clear();
      mine.addAll(other);
      Files.writeString(Repository.ROOT.resolve(file), String.join("\n", all) + "\n");
    }
  }

  /** All pages of the repository. */
  static List<Markdown> pages() {
    return Repository.files().stream()
        .filter(file -> file.toString().endsWith(".md"))
        .map(Markdown::read)
        .toList();
  }

  static Markdown read(Path file) {
    Markdown page = new Markdown(file, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    String open = null;
    int number = 0;
    for (String line : Repository.read(file).lines().toList()) {
      number++;
      Matcher fence = FENCE.matcher(line);
      if (open != null && line.strip().equals(open)) {
        open = null;
      } else if (open != null) {
        page.blocks.get(page.blocks.size() - 1).lines().add(line);
      } else if (fence.matches()) {
        open = fence.group(1);
        page.blocks.add(new Block(file, number, fence.group(2), new ArrayList<>()));
      } else {
        if (line.matches("#{1,6} .*")) {
          page.headings.add(line.replaceFirst("#+ +", ""));
        }
        page.prose.add(line.replaceAll("`[^`]*`", "``"));
        continue;
      }
      page.prose.add("");
    }
    return page;
  }

  /** The anchors that GitHub gives the headings. */
  Set<String> anchors() {
    Map<String, Integer> seen = new HashMap<>();
    Set<String> anchors = new LinkedHashSet<>();
    for (String heading : headings) {
      String text =
          heading.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1").strip().toLowerCase(Locale.ROOT);
      String slug = text.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
      int before = seen.merge(slug, 1, Integer::sum) - 1;
      anchors.add(before == 0 ? slug : slug + "-" + before);
    }
    return anchors;
  }
}
