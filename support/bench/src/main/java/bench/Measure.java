package bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** One row of the table: the same thing measured of every client, round by round. */
final class Measure {
  final String name;
  private final String format;
  private final Map<String, List<Double>> rounds = new LinkedHashMap<>();

  /**
   * @param format how one value is written, for {@link String#format}
   */
  Measure(String name, String format) {
    this.name = name;
    this.format = format;
  }

  void add(String client, double value) {
    rounds.computeIfAbsent(client, none -> new ArrayList<>()).add(value);
  }

  /**
   * The median, and below it how it relates to that of the bare SDK: the median, the lowest and the
   * highest of the ratios round by round, since the two of a round saw the same machine.
   */
  String cell(String client) {
    if (!rounds.containsKey(client)) {
      return "–";
    }
    String value = String.format(Locale.ROOT, format, median(rounds.get(client)));
    if (client.equals(Bench.SDK) || !rounds.containsKey(Bench.SDK)) {
      return value;
    }
    List<Double> ratios = ratios(client);
    String ratio = String.format(Locale.ROOT, "×%.2f", median(ratios));
    String spread = String.format(Locale.ROOT, " (%.2f–%.2f)", ratios.get(0), last(ratios));
    return value + "<br>" + ratio + (ratios.size() > 1 ? spread : "");
  }

  /** The median of the ratios to the bare SDK. */
  double ratio(String client) {
    return median(ratios(client));
  }

  /** Sorted. */
  private List<Double> ratios(String client) {
    List<Double> mine = rounds.get(client);
    List<Double> bare = rounds.get(Bench.SDK);
    return IntStream.range(0, Math.min(mine.size(), bare.size()))
        .mapToObj(round -> mine.get(round) / bare.get(round))
        .sorted()
        .toList();
  }

  private static double last(List<Double> values) {
    return values.get(values.size() - 1);
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
