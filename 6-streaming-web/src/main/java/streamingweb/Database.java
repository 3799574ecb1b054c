package streamingweb;

import agents.UserError;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Connections to the database: SQLite in a file for one server, PostgreSQL for several. */
final class Database implements AutoCloseable {
  // It says in two lines what we say in one.
  private static final Logger DRIVER = Logger.getLogger("org.postgresql");

  static {
    DRIVER.setLevel(Level.OFF);
  }

  private static final Duration TIME_TO_CONNECT = Duration.ofSeconds(5);
  private static final int LAST_MIGRATION = 3;
  private static final long MIGRATION_LOCK = 0x63686174; // any number, the same in all instances

  private final HikariDataSource connections;
  private final boolean isPostgres;
  private final Jdbi jdbi;

  /**
   * Connects, and makes the tables if they are missing.
   *
   * @param address a file, or {@code jdbc:postgresql://…}
   * @throws UserError if the database cannot be used
   */
  Database(String address) {
    isPostgres = address.startsWith("jdbc:postgresql:");
    try {
      connections = new HikariDataSource(isPostgres ? postgres(address) : sqlite(address));
    } catch (UserError e) {
      throw e;
    } catch (RuntimeException e) { // the pool has several
      throw unusable(address, e);
    }
    jdbi = Jdbi.create(connections);
    try {
      jdbi.useTransaction(this::migrate);
    } catch (RuntimeException e) {
      connections.close();
      throw e instanceof UserError ? e : unusable(address, e);
    }
  }

  /** For statements that read better in the class that needs them. */
  Jdbi jdbi() {
    return jdbi;
  }

  boolean isReachable() {
    try {
      return jdbi.withHandle(h -> h.createQuery("select 1").mapTo(int.class).one()) == 1;
    } catch (RuntimeException e) {
      return false;
    }
  }

  @Override
  public void close() {
    connections.close();
  }

  private static HikariConfig postgres(String address) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(address);
    // A refused statement is told with its row otherwise: what was said, and the visitor's id.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    // A network that is gone doesn't say so. The lease must be renewed before it runs out.
    config.addDataSourceProperty("socketTimeout", "5");
    config.setValidationTimeout(1000);
    config.setConnectionTimeout(TIME_TO_CONNECT.toMillis());
    return config;
  }

  private static HikariConfig sqlite(String address) {
    String file = address.replaceFirst("^jdbc:sqlite:", "");
    if (file.matches("\\w{2,}:.*")) { // one letter is a drive of Windows
      throw new UserError(
          "CHAT_DATABASE is \"%s\", a kind of database that the chat has no driver for: use a file or"
                  .formatted(withoutPassword(address))
              + " jdbc:postgresql://host/name?user=…&password=….");
    }
    makeFolder(Path.of(file).toAbsolutePath().getParent());
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:sqlite:" + file);
    config.setMaximumPoolSize(
        1); // SQLite has one writer: a second connection would only be told so
    config.setMaxLifetime(0); // a database in memory lives as long as its connection
    config.setConnectionTimeout(Duration.ofSeconds(30).toMillis());
    config.setInitializationFailTimeout(2000); // another process may be making the file just now
    config.addDataSourceProperty("foreign_keys", "true"); // SQLite's default is false
    config.addDataSourceProperty("journal_mode", "WAL");
    config.addDataSourceProperty("synchronous", "NORMAL");
    config.addDataSourceProperty("busy_timeout", "5000"); // for another process on the same file
    config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
    return config;
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UserError(
          "The folder " + folder + " cannot be made: set CHAT_DATABASE to a file in another one.");
    }
  }

  /** Runs the numbered files that this database has not seen. Of several servers, one does it. */
  private void migrate(Handle handle) {
    if (isPostgres) { // in SQLite, a transaction is alone anyway
      handle.createQuery("select pg_advisory_xact_lock(" + MIGRATION_LOCK + ")").mapToMap().list();
    }
    handle.execute("create table if not exists migrations (number int primary key)");
    int done =
        handle
            .createQuery("select coalesce(max(number), 0) from migrations")
            .mapTo(int.class)
            .one();
    if (done > LAST_MIGRATION) {
      throw new UserError(
          "The chats in CHAT_DATABASE were kept by a newer version of this program (tables %d, here %d):"
                  .formatted(done, LAST_MIGRATION)
              + " start that version, or set CHAT_DATABASE to another database.");
    }
    for (int number = done + 1; number <= LAST_MIGRATION; number++) {
      handle.createScript(read("/database/" + number + ".sql")).execute();
      handle.execute("insert into migrations (number) values (?)", number);
    }
  }

  private static String read(String resource) {
    try (InputStream in = Database.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private UserError unusable(String address, Throwable why) {
    while (why.getCause() != null) {
      why = why.getCause();
    }
    String reason = String.valueOf(why.getMessage()).lines().findFirst().orElse("");
    return new UserError(
        "The database \"%s\" cannot be used (%s): %s, or correct CHAT_DATABASE."
            .formatted(
                withoutPassword(address),
                withoutPassword(reason),
                isPostgres ? "start it" : "check the file"));
  }

  private static String withoutPassword(String text) {
    return text.replaceAll("(?i)(password=)[^&\\s]*", "$1…")
        .replaceAll("//\\S*@", "//…@")
        .replaceAll("[^/@\\s…]+@", "…@");
  }
}
