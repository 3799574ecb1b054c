package offlinemodel;

import java.util.function.Function;
import offlinemodel.dialects.Dialect;
import offlinemodel.faults.Fault;

/**
 * How the offline model behaves.
 *
 * @param paceMillis milliseconds between two pieces of an answer; 0 waits nowhere
 * @param fault what goes wrong with every request for an answer
 * @param dialect how chat completions are spoken, except at the paths of {@link Dialect#at}
 */
public record Settings(int paceMillis, Fault fault, Dialect dialect) {
  private static final String DEFAULT_PACE = "35";

  /** With chat completions by the documentation. */
  public Settings(int paceMillis, Fault fault) {
    this(paceMillis, fault, Dialect.OPENAI);
  }

  /**
   * Reads {@code OFFLINE_PACE}, {@code OFFLINE_FAULT} and {@code OFFLINE_DIALECT}.
   *
   * @param environment gives a variable's value or null, such as {@code System::getenv}
   * @throws IllegalArgumentException with one line to show to the user
   */
  public static Settings from(Function<String, String> environment) {
    return new Settings(
        pace(read(environment, "OFFLINE_PACE", DEFAULT_PACE)),
        fault(read(environment, "OFFLINE_FAULT", Fault.NONE.label())),
        dialect(read(environment, "OFFLINE_DIALECT", Dialect.OPENAI.label())));
  }

  /** No waiting and no fault: what tests want. */
  public static Settings instant() {
    return new Settings(0, Fault.NONE);
  }

  private static String read(Function<String, String> environment, String name, String fallback) {
    String value = environment.apply(name);
    return value == null || value.isBlank() ? fallback : value.strip();
  }

  private static int pace(String value) {
    // Six digits are a quarter of an hour, and cannot overflow.
    if (!value.matches("\\d{1,6}")) {
      throw new IllegalArgumentException(
          "OFFLINE_PACE must be a number of milliseconds such as 35, not '" + value + "'");
    }
    return Integer.parseInt(value);
  }

  private static Fault fault(String value) {
    return Fault.named(value)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "OFFLINE_FAULT must be one of " + Fault.labels() + ", not '" + value + "'"));
  }

  private static Dialect dialect(String value) {
    return Dialect.named(value)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "OFFLINE_DIALECT must be one of %s, not '%s'"
                        .formatted(Dialect.labels(), value)));
  }
}
