package streamingweb;

import agents.UserError;
import java.io.File;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.http.HttpCookie.SameSite;
import org.eclipse.jetty.session.AbstractSessionDataStore;
import org.eclipse.jetty.session.DatabaseAdaptor;
import org.eclipse.jetty.session.DefaultSessionCache;
import org.eclipse.jetty.session.FileSessionDataStore;
import org.eclipse.jetty.session.JDBCSessionDataStore;
import org.eclipse.jetty.session.ManagedSession;
import org.eclipse.jetty.session.SessionCache;

/**
 * What the server remembers of each browser: the history of its chat, by the id in its cookie. It
 * is kept by Jetty's session store, in files or in a database, and not in memory: so it survives a
 * restart, and every instance of the server that shares the database knows it.
 */
final class Sessions {
  private static final String HISTORY = "history";
  private static final Duration FORGOTTEN_AFTER = Duration.ofDays(30);

  private final SessionHandler handler = new SessionHandler();
  private final DefaultSessionCache cache = new DefaultSessionCache(handler);

  /**
   * @param store a folder or a {@code jdbc:} address
   */
  Sessions(String store) {
    AbstractSessionDataStore data = store.startsWith("jdbc:") ? database(store) : files(store);
    data.setSavePeriodSec(60); // what only looks at a session need not write it each time
    cache.setSessionDataStore(data);
    cache.setEvictionPolicy(SessionCache.EVICT_ON_SESSION_EXIT); // the store is what counts
    cache.setFlushOnResponseCommit(true);
    handler.setSessionCache(cache);
    handler.setSessionCookie("chat");
    handler.setUsingUriParameters(false); // an id in an address would be passed on with it
    handler.setHttpOnly(true);
    handler.setSameSite(SameSite.STRICT);
    handler.setMaxInactiveInterval((int) FORGOTTEN_AFTER.toSeconds());
    handler.getSessionCookieConfig().setMaxAge((int) FORGOTTEN_AFTER.toSeconds());
  }

  void installIn(ServletContextHandler context) {
    context.setSessionHandler(handler);
  }

  /** The history of a session, or null if there is none. Needs no request: a run may outlive it. */
  String history(String id) {
    String[] found = new String[1];
    update(id, history -> found[0] = history);
    return found[0];
  }

  /** Replaces the history of a session and writes it to the store before this returns. */
  void update(String id, UnaryOperator<String> change) {
    try {
      ManagedSession session = cache.get(id);
      if (session == null) {
        return; // it has expired
      }
      try {
        synchronized (session) {
          String before = (String) session.getAttribute(HISTORY);
          String after = change.apply(before);
          if (after != before) {
            session.setAttribute(HISTORY, after);
            cache.commit(session);
          }
        }
      } finally {
        cache.release(session);
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("The session cannot be read or written.", e);
    }
  }

  private static AbstractSessionDataStore files(String folder) {
    FileSessionDataStore files = new FileSessionDataStore();
    files.setStoreDir(new File(folder));
    files.setDeleteUnrestorableFiles(true);
    if (!files.getStoreDir().isDirectory() && !files.getStoreDir().mkdirs()) {
      throw new UserError(
          "The folder " + folder + " cannot be made: set CHAT_SESSIONS to another.");
    }
    return files;
  }

  private static AbstractSessionDataStore database(String url) {
    DatabaseAdaptor adaptor = new DatabaseAdaptor();
    adaptor.setDriverInfo(driver(url), url);
    JDBCSessionDataStore database = new JDBCSessionDataStore();
    database.setDatabaseAdaptor(adaptor);
    return database;
  }

  private static Driver driver(String url) {
    for (Driver driver : ServiceLoader.load(Driver.class)) {
      try {
        if (driver.acceptsURL(url)) {
          return driver;
        }
      } catch (SQLException e) {
        throw new UserError("CHAT_SESSIONS is no address of a database: " + e.getMessage());
      }
    }
    throw new UserError(
        "No driver for CHAT_SESSIONS: add the database's to 6-streaming-web/pom.xml.");
  }
}
