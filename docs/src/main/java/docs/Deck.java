package docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Makes a deck of slides of each lesson's README: one HTML file, without a network, that prints one
 * slide a page.
 *
 * <p>Each heading begins a slide. A slide has the section's first paragraph, its code, outputs,
 * lists and tables. The other paragraphs are what the instructor says.
 */
public final class Deck {
  private static final int LINES = 22;
  private static final Set<String> FOR_READERS = Set.of("Common problems", "Next");
  private static final List<Extension> TABLES = List.of(TablesExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(TABLES).build();
  private static final HtmlRenderer RENDERER = HtmlRenderer.builder().extensions(TABLES).build();
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en"><meta charset="utf-8"><title>%1$s</title>
      <base href="../../../%1$s/">
      <style>
      html { scroll-snap-type: y proximity; font: 3vh/1.4 system-ui, sans-serif }
      body { margin: 0 }
      section { box-sizing: border-box; min-height: 100vh; padding: 5vh 7vw; scroll-snap-align: start }
      h1 { font-size: 8vh; padding-top: 25vh } h2, h3 { font-size: 5vh; margin: 0 0 3vh }
      pre { font: 2.2vh/1.4 ui-monospace, monospace; padding: 2vh; background: #f3f4f6; white-space: pre-wrap }
      td code { overflow-wrap: anywhere } td, th { text-align: left; padding: .6vh 2vw .6vh 0; border-bottom: 1px solid #ccc } img { max-width: 100%% }
      @media print { @page { size: 29.7cm 16.7cm; margin: 0 } html { font-size: 14pt }
        section { min-height: auto; height: 16.6cm; break-after: page; overflow: hidden } pre { font-size: 11pt } td { font-size: 11pt }
        h1 { font-size: 40pt; padding-top: 4cm } h2, h3 { font-size: 24pt } }
      </style>
      %2$s<script>
      addEventListener("keydown", e => {
        const step = {ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1}[e.key];
        if (!step) return;
        e.preventDefault();
        const slides = [...document.querySelectorAll("section")];
        const now = slides.filter(slide => slide.getBoundingClientRect().top < 9).length - 1;
        slides[now + step]?.scrollIntoView();
      });
      </script></html>
      """;

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Repository.ROOT.resolve("docs/target/deck"));
    for (Repository.Lesson lesson : Repository.lessons()) {
      String readme = Repository.read(Path.of(lesson.folder(), "README.md"));
      Path more = Path.of(lesson.folder(), "DEMOS.md");
      if (Files.exists(Repository.ROOT.resolve(more))) {
        readme += Repository.read(more);
      }
      Path deck = folder.resolve(lesson.folder() + ".html");
      Files.writeString(deck, html(lesson.folder(), readme));
      System.out.println(Repository.ROOT.relativize(deck));
    }
  }

  static String html(String title, String markdown) {
    StringBuilder slides = new StringBuilder();
    for (List<Node> section : sections(PARSER.parse(markdown))) {
      if (!FOR_READERS.contains(text(section.get(0)))) {
        slides.append("<section>\n");
        int lines = 0;
        for (Node node : slide(section)) {
          lines += lines(node);
          if (lines > LINES) {
            slides.append("</section>\n<section>\n").append(RENDERER.render(section.get(0)));
            lines = lines(node);
          }
          slides.append(RENDERER.render(node));
        }
        slides.append("</section>\n");
      }
    }
    return PAGE.formatted(title, slides);
  }

  /** The blocks below each heading, with the heading itself. */
  private static List<List<Node>> sections(Node document) {
    List<List<Node>> sections = new ArrayList<>();
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading) {
        sections.add(new ArrayList<>());
      }
      if (!sections.isEmpty()) {
        sections.get(sections.size() - 1).add(node);
      }
    }
    return sections;
  }

  private static List<Node> slide(List<Node> section) {
    List<Node> slide = new ArrayList<>();
    boolean paragraphs = false;
    for (Node node : section) {
      boolean diagram = node instanceof FencedCodeBlock code && "mermaid".equals(code.getInfo());
      if (!diagram && !(node instanceof Paragraph && paragraphs)) {
        slide.add(node);
      }
      paragraphs |= node instanceof Paragraph;
    }
    return slide;
  }

  /** How many lines it takes on a slide, about. */
  private static int lines(Node node) {
    if (node instanceof FencedCodeBlock code) {
      return 2 + (int) code.getLiteral().lines().count();
    }
    return node instanceof Paragraph ? 3 : (int) RENDERER.render(node).lines().count() / 4 + 2;
  }

  private static String text(Node heading) {
    return heading.getFirstChild() instanceof Text text ? text.getLiteral() : "";
  }
}
