package offlinemodel.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import offlinemodel.endpoints.Reply;
import offlinemodel.faults.Fault;
import offlinemodel.protocol.ServerSentEvent;
import offlinemodel.protocol.ServerSentEvent.Kind;

/** When each part of a reply may leave, and whether it stops in the middle. */
final class Pace {
  private static final long SLOW_MILLIS = 3_000;
  private static final long STALL_MILLIS = 600_000;
  private static final long PING_MILLIS = 500;

  private final Reply reply;

  /** At which event the stream breaks off; negative if it does not. */
  private final int breakAt;

  private int events;
  private boolean begun;

  Pace(Reply reply) {
    this.reply = reply;
    breakAt = breaksOff() ? reply.events().size() / 2 : -1;
  }

  /** Waits until there is an answer at all. */
  void awaitHeaders() throws IOException {
    if (reply.fault() == Fault.SILENCE) pause(STALL_MILLIS);
    if (reply.fault() == Fault.HANG_UP) throw new IOException("hung up on purpose");
  }

  /** Waits as long as the answer would take as a stream. */
  void awaitWhole() throws IOException {
    begin();
    pause((long) reply.deltas() * reply.paceMillis());
  }

  /** Waits until this event of a stream may leave. */
  void await(ServerSentEvent event) throws IOException {
    if (events++ == breakAt) breakOff();
    if (event.kind() == Kind.PING) pause(PING_MILLIS);
    if (!event.isDelta()) return;
    begin();
    pause(reply.paceMillis());
  }

  private void begin() throws IOException {
    if (!begun && reply.fault() == Fault.SLOW_FIRST_TOKEN) pause(SLOW_MILLIS);
    begun = true;
  }

  /** Whether the reply ends in the middle. */
  boolean breaksOff() {
    return reply.fault() == Fault.CUT || reply.fault() == Fault.STALL;
  }

  /** Ends the reply here. */
  void breakOff() throws IOException {
    if (reply.fault() == Fault.STALL) pause(STALL_MILLIS);
    throw new IOException("broken off on purpose");
  }

  private static void pause(long millis) throws IOException {
    try {
      if (millis > 0) Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new InterruptedIOException("the offline model is being closed");
    }
  }
}
