package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;

/** The page of the docs that shows what was measured: a table and a chart. */
final class Page {
  private static final String CHART = "performance.svg";

  private Page() {}

  /** Puts the table into performance.md, and draws the chart. */
  static void write(Path docs, List<Measure> rows, List<Measure> chart, List<String> clients)
      throws IOException {
    String table = table(rows, clients);
    System.out.println(table);
    String measured =
        "%s\n\n%s\n![Deltas a second, relative to %s](%s)\n"
            .formatted(machine(), table, Bench.SDK, CHART);
    fill(docs, "measured", measured);
    draw(docs.resolve(CHART), chart, clients);
  }

  /** Puts the table of lesson 6 into performance.md, which has a place for each of some JDKs. */
  static void write(Path docs, String table) throws IOException {
    System.out.println(table);
    int jdk = Runtime.version().feature();
    String machine =
        "Measured on %s: %d cores, %s, JDK %d, together with the model and the visitors."
            .formatted(
                LocalDate.now(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                jdk);
    fill(docs, "measured: lesson 6, JDK " + jdk, machine + "\n\n" + table);
  }

  /** Replaces what stands between two comments of the page. */
  private static void fill(Path docs, String name, String measured) throws IOException {
    Path page = docs.resolve("performance.md");
    Pattern place = Pattern.compile("(?s)(<!-- " + name + " -->\n).*?(<!-- end -->)");
    Matcher found = place.matcher(Files.readString(page));
    Files.writeString(page, found.replaceFirst("$1" + Matcher.quoteReplacement(measured) + "$2"));
  }

  static String table(List<Measure> rows, List<String> clients) {
    StringBuilder table = new StringBuilder("| | " + String.join(" | ", clients) + " |\n|---");
    table.append("|---:".repeat(clients.size())).append("|\n");
    for (Measure row : rows) {
      table.append(
          clients.stream()
              .map(row::cell)
              .collect(Collectors.joining(" | ", "| " + row.name + " | ", " |\n")));
    }
    return table.toString();
  }

  static void draw(Path file, List<Measure> rows, List<String> clients) throws IOException {
    System.setProperty("java.awt.headless", "true");
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(800)
            .height(360)
            .theme(ChartTheme.XChart)
            .title("Deltas a second, relative to " + Bench.SDK)
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.InsideNW);
    for (Measure row : rows) {
      List<Double> ratios = clients.stream().map(row::ratio).toList();
      chart.addSeries(row.name.replace("Deltas a second, ", ""), clients, ratios);
    }
    VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
  }

  /** Where and of what the figures are. */
  private static String machine() {
    return ("Measured on %s: %d cores, %s %s, JDK %s; openai-java %s, LangChain4j %s; npm packages as in "
            + "[package.json](../support/bench/node/package.json).")
        .formatted(
            LocalDate.now(),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.version().feature(),
            ClassPath.version("openai-java-core"),
            ClassPath.version("langchain4j-core"));
  }
}
