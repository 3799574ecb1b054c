package streamingweb;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A new database for a test. */
final class Postgres implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name = "test" + COUNT.incrementAndGet();
  private final PostgresServer server;

  private Postgres(PostgresServer server) throws SQLException {
    this.server = server;
    execute("CREATE DATABASE " + name);
  }

  /** Creates one, or skips the test with a line that says so. */
  static synchronized Postgres start() throws Exception {
    return new Postgres(PostgresServer.shared());
  }

  String url() {
    return server.url(name);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(server.url("postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Its connections end, too. */
  @Override
  public void close() throws SQLException {
    execute("DROP DATABASE " + name + " WITH (FORCE)");
  }
}
