package streamingweb;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Keeps clients that send slowly, or nothing, from taking the server away from all others. A
 * request gets a thread when all of it is here, and a connection that does not bring one in time is
 * closed.
 */
final class SlowClients extends Handler.Wrapper implements Connection.Listener {
  /** At the same time. Each reader of an answer has one. */
  static final int CONNECTIONS = 5_000;

  private final Duration time;
  private final Duration pause;
  private final Map<Connection, Scheduler.Task> deadlines = new ConcurrentHashMap<>();
  private Server server;

  private SlowClients(Settings.Timing timing) {
    time = timing.request();
    pause = timing.patience();
  }

  /** Adds it to a server, which has its connectors later. */
  static SlowClients addTo(Server server, int longestBody, Settings.Timing timing) {
    SlowClients slow = new SlowClients(timing);
    slow.server = server;
    server.insertHandler(slow);
    server.insertHandler(
        new EagerContentHandler(new RetainedContentLoaderFactory(longestBody, -1, true)));
    server.addBean(new NetworkConnectionLimit(CONNECTIONS, server));
    return slow;
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof ConnectionMetaData) { // HTTP; a WebSocket may be silent
      deadlines.put(connection, closeIn(time, connection));
    }
  }

  @Override
  public void onClosed(Connection connection) {
    cancel(deadlines.remove(connection));
  }

  /** The whole request is here. When it is answered, the connection may bring another one. */
  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Connection connection = request.getConnectionMetaData().getConnection();
    cancel(deadlines.get(connection));
    Request.addCompletionListener(
        request,
        failure ->
            deadlines.computeIfPresent(
                connection, (open, before) -> closeIn(time.plus(pause), connection)));
    return super.handle(request, response, callback);
  }

  private Scheduler.Task closeIn(Duration time, Connection connection) {
    Runnable close = () -> connection.getEndPoint().close();
    try {
      return server.getScheduler().schedule(close, time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      return () -> false; // the server is stopping, and closes them all
    }
  }

  private static void cancel(Scheduler.Task deadline) {
    if (deadline != null) {
      deadline.cancel();
    }
  }
}
