package streamingweb;

import agents.Environment;
import agents.UserError;
import java.time.Duration;
import java.util.Set;

/**
 * How the server is set up. The record's components that have no variable are for tests.
 *
 * @param host the network interface to listen at; only loopback unless told otherwise
 * @param port 0 takes any free one
 * @param origins other addresses under which browsers may use this server, as {@code https://host}
 * @param sessions a folder, or the {@code jdbc:} address of a database that instances share
 * @param maxRuns how many answers may be written at the same time
 * @param heartbeat how often a silent stream says that it lives; a lost client is noticed by it
 * @param patience how long a client may take no bytes before it is dropped
 */
record Settings(
    String host,
    int port,
    Set<String> origins,
    String sessions,
    int maxRuns,
    Duration heartbeat,
    Duration patience) {

  static final Duration HEARTBEAT = Duration.ofSeconds(1);
  static final Duration PATIENCE = Duration.ofSeconds(30);

  static Settings fromEnvironment() {
    String host = Environment.get("HOST").orElse("127.0.0.1");
    String origins = Environment.get("CHAT_ORIGINS").orElse("");
    return new Settings(
        host,
        number("PORT", 7070, 65_535),
        origins.isEmpty() ? Set.of() : Set.of(origins.split("\\s*,\\s*")),
        Environment.get("CHAT_SESSIONS").orElse("target/chat-sessions"),
        number("CHAT_MAX_RUNS", 200, 1_000_000),
        HEARTBEAT,
        PATIENCE);
  }

  private static int number(String name, int usual, int max) {
    String text = Environment.get(name).orElse(String.valueOf(usual));
    if (!text.matches("\\d{1,7}") || Integer.parseInt(text) > max) {
      throw new UserError(name + " is \"" + text + "\" but must be a number up to " + max + ".");
    }
    return Integer.parseInt(text);
  }
}
