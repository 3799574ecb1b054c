package streamingweb;

import agents.Agent;
import agents.RunConfig;
import agents.UserError;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.ConcurrencyUtil;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.session.NullSessionCache;
import org.eclipse.jetty.session.NullSessionDataStore;

/** The web server: Javalin, set up and started, until it is closed or the process ends. */
final class ChatServer implements AutoCloseable {
  private static final int LONGEST_BODY = 1_000_000;
  private static final int WAITING_CONNECTIONS = 1024;
  private static final int FEWEST_THREADS = 8;
  private static final int OTHER_THREADS = 50;
  private static final int SEND_BUFFER = 64 * 1024; // all that may wait for a slow client

  private final Settings settings;
  private final WhichModel model;
  private final Database database;
  private final ChatService chat;
  private final Javalin app;
  private SlowClients slowClients;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread ctrlC = new Thread(this::stop, "stop the chat");

  private ChatServer(Agent agent, RunConfig config, WhichModel model, Settings settings) {
    this.model = model;
    this.settings = settings;
    database = new Database(settings.database());
    var threads = ConcurrencyUtil.executorService("chat", true); // virtual, where there are such
    chat = new ChatService(agent, config, database, settings, threads);
    app = Javalin.create(this::configure);
  }

  /**
   * Starts it; it takes requests when this returns.
   *
   * @throws UserError if the port is taken, or a setting cannot be used
   */
  static ChatServer start(Agent agent, RunConfig config, WhichModel model, Settings settings) {
    ChatServer server = new ChatServer(agent, config, model, settings);
    try {
      server.app.start();
    } catch (JavalinBindException e) {
      requireOwn(settings.host());
      throw settings.portInUse();
    } catch (JavalinException e) {
      Throwable why = e;
      while (why.getCause() != null) {
        why = why.getCause();
      }
      throw new UserError("The chat cannot start, check HOST and PORT: " + why.getMessage());
    }
    Runtime.getRuntime().addShutdownHook(server.ctrlC);
    return server;
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    // Virtual threads from Java 21 on. Before that a pool, in which each reader needs a thread.
    config.jetty.threadPool =
        ConcurrencyUtil.jettyThreadPool("web", FEWEST_THREADS, mostThreads(), true);
    config.http.maxRequestSize = LONGEST_BODY;
    config.http.prefer405over404 = true;
    config.jetty.host = settings.host();
    config.jetty.port = settings.port();
    config.jetty.modifyServletContextHandler(context -> forget(context.getSessionHandler()));
    config.jetty.modifyServer(
        server -> {
          server.setStopTimeout(0);
          server.setStopAtShutdown(false);
          server.setErrorHandler(new JsonErrors());
          slowClients = SlowClients.addTo(server, 2 * LONGEST_BODY, settings.timing());
        });
    config.jetty.addConnector(
        (server, http) -> {
          ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
          connector.setHost(settings.host());
          connector.setPort(settings.port());
          connector.setAcceptQueueSize(WAITING_CONNECTIONS);
          connector.setAcceptedSendBufferSize(SEND_BUFFER);
          connector.addBean(slowClients);
          connector.setIdleTimeout(settings.timing().patience().toMillis());
          return connector;
        });
    Page.addTo(config);
    new Routes(chat, settings, model, this::isHealthy).addTo(config);
  }

  /** Javalin opens a session for each WebSocket. We have our own cookie, and keep no sessions. */
  private static void forget(SessionHandler sessions) {
    NullSessionCache none = new NullSessionCache(sessions);
    none.setSessionDataStore(new NullSessionDataStore());
    sessions.setSessionCache(none);
    sessions.setUsingCookies(false);
  }

  private boolean isHealthy() {
    return !chat.isClosed() && database.isReachable();
  }

  /** Each answer and each further reader of one has a thread, and there are other requests, too. */
  private int mostThreads() {
    return settings.maxRuns() + ChatService.mostFollowers(settings) + OTHER_THREADS;
  }

  /** Where a browser finds the page. */
  String address() {
    String host = settings.host().replaceAll("[\\[\\]]", "");
    boolean here = host.matches("127\\.0\\.0\\.1|0\\.0\\.0\\.0|::");
    String name = here ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
    return "http://" + name + ":" + port();
  }

  int port() {
    return app.port();
  }

  void waitUntilStopped() throws InterruptedException {
    stopped.await(); // Jetty's own join() does not wait when its threads are virtual
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(ctrlC);
      stop();
    } catch (IllegalStateException e) {
      // The process ends, and the hook is at work.
    }
  }

  /** First the answers, so that what was written of them is kept; then the server. */
  private void stop() {
    chat.close();
    app.stop();
    database.close();
    stopped.countDown();
  }

  private static void requireOwn(String host) {
    try {
      new ServerSocket(0, 1, InetAddress.getByName(host)).close();
    } catch (IOException e) {
      throw new UserError("HOST is \"" + host + "\", which is no address of this machine.");
    }
  }
}
