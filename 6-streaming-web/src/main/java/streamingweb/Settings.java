package streamingweb;

import agents.Environment;
import agents.UserError;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the server is set up, checked when it starts.
 *
 * @param host the network interface to listen at; only loopback unless told otherwise
 * @param port 0 takes any free one
 * @param origins other addresses under which browsers may use this server, as {@code https://host}
 * @param database a file for SQLite, or {@code jdbc:postgresql://…} for several instances
 * @param maxRuns how many answers may be written at the same time
 * @param questionsPerMinute how many questions a visitor may ask in a minute
 * @param behindProxy whether to believe a proxy's {@code X-Forwarded-…} headers
 */
record Settings(
    String host,
    int port,
    Set<String> origins,
    String database,
    int maxRuns,
    int questionsPerMinute,
    boolean behindProxy,
    Timing timing) {

  /** What one answer takes at most: measured, and doubled. */
  private static final int HEAP_OF_A_RUN = 300_000;

  private static final int WITHOUT_VIRTUAL_THREADS = 2_000; // each has several threads

  private static final Pattern ORIGIN =
      Pattern.compile(
          "https?://([\\w.-]+|\\[[\\da-f:.]+])(:(?<port>\\d{1,5}))?", Pattern.CASE_INSENSITIVE);

  /**
   * How long things take, which only tests change.
   *
   * @param heartbeat how often a silent stream says that it lives; a lost client is noticed by it
   * @param patience how long a client may take no bytes before it is dropped
   * @param grace how long an answer goes on when nobody reads it, since a page may be reloading
   * @param lease how long a chat stays taken when the server that answers in it has died
   * @param look how often a server looks after its answers: renews their leases, keeps their drafts
   * @param request how long the headers and the body of a request may take to arrive
   */
  record Timing(
      Duration heartbeat,
      Duration patience,
      Duration grace,
      Duration lease,
      Duration look,
      Duration request) {
    static final Timing USUAL =
        new Timing(
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ofSeconds(15),
            Duration.ofSeconds(15),
            Duration.ofSeconds(1),
            Duration.ofSeconds(20));
  }

  /** Reads the environment, or the file {@code .env}. */
  static Settings fromEnvironment() {
    return from(Environment::get, Timing.USUAL);
  }

  /**
   * @param environment returns the value of a variable, if it has one
   * @throws UserError if a value cannot be used
   */
  static Settings from(Function<String, Optional<String>> environment, Timing timing) {
    Variables variables = new Variables(environment);
    return new Settings(
        variables.text("HOST", "127.0.0.1"),
        variables.number("PORT", 7070, 0, 65_535),
        origins(variables.text("CHAT_ORIGINS", "")),
        variables.text("CHAT_DATABASE", "target/chats.db"),
        possible(variables.number("CHAT_MAX_RUNS", 200, 1, SlowClients.CONNECTIONS)),
        variables.number("CHAT_QUESTIONS_PER_MINUTE", 20, 1, 1_000_000),
        variables.isTrue("CHAT_BEHIND_PROXY"),
        timing);
  }

  UserError portInUse() {
    return new UserError(
        "Port %d is in use or not allowed: stop what uses it, or set PORT to another one."
            .formatted(port));
  }

  private static int possible(int maxRuns) {
    return possible(maxRuns, Runtime.version().feature(), Runtime.getRuntime().maxMemory());
  }

  /** Returns how many answers there may be, if this Java has threads and memory for them. */
  static int possible(int maxRuns, int java, long heap) {
    long most = java < 21 ? WITHOUT_VIRTUAL_THREADS : SlowClients.CONNECTIONS;
    most = Math.min(most, heap / HEAP_OF_A_RUN);
    if (maxRuns > most) {
      throw new UserError(
          "CHAT_MAX_RUNS is %d, but Java %d with %d MB of heap can't write more than %d answers:"
                  .formatted(maxRuns, java, heap >> 20, most)
              + " lower it, use Java 21 or newer, or allow more heap with -Xmx.");
    }
    return maxRuns;
  }

  private record Variables(Function<String, Optional<String>> environment) {
    String text(String name, String usual) {
      return environment.apply(name).orElse(usual);
    }

    int number(String name, int usual, int min, int max) {
      String text = text(name, String.valueOf(usual));
      int number = text.matches("\\d{1,7}") ? Integer.parseInt(text) : -1;
      if (number < min || number > max) {
        throw new UserError(
            "%s is \"%s\" but must be a number from %d to %d.".formatted(name, text, min, max));
      }
      return number;
    }

    boolean isTrue(String name) {
      String text = text(name, "false");
      if (!text.matches("true|false")) {
        throw new UserError(name + " is \"" + text + "\" but must be true or false.");
      }
      return Boolean.parseBoolean(text);
    }
  }

  private static Set<String> origins(String list) {
    Set<String> origins = new HashSet<>();
    for (String origin : list.isEmpty() ? new String[0] : list.split("\\s*,\\s*")) {
      Matcher parts = ORIGIN.matcher(origin);
      if (!parts.matches() || !isPort(parts.group("port"))) {
        throw new UserError(
            "CHAT_ORIGINS has \"%s\" but must list addresses like https://chat.example.org: no path,"
                    .formatted(origin)
                + " no slash at the end.");
      }
      origins.add(asBrowsersWriteIt(origin));
    }
    return Set.copyOf(origins);
  }

  private static boolean isPort(String port) {
    return port == null || Integer.parseInt(port) <= 65_535;
  }

  /** In lower case, and without the port that is usual. */
  private static String asBrowsersWriteIt(String origin) {
    return origin.toLowerCase(Locale.ROOT).replaceFirst("^(http:.*):80$|^(https:.*):443$", "$1$2");
  }
}
