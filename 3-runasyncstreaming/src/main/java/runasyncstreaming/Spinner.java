package runasyncstreaming;

import java.util.Timer;
import java.util.TimerTask;
import org.jline.terminal.Terminal;

/** A spinner that turns until you close it. In a pipe, it never shows. */
final class Spinner implements AutoCloseable {
  private static final String FRAMES = "|/-\\";
  private static final int MILLIS = 120;

  private final Timer timer = new Timer("spinner", true);
  private final boolean visible;
  private final String text;
  private int drawn;
  private boolean closed;

  Spinner(Terminal terminal, String text) {
    this.text = text;
    visible = !terminal.getType().startsWith(Terminal.TYPE_DUMB);
  }

  void start() {
    if (visible) {
      timer.schedule(
          new TimerTask() {
            @Override
            public void run() {
              draw();
            }
          },
          0,
          MILLIS);
    }
  }

  private synchronized void draw() {
    if (!closed) {
      System.out.print("\r" + FRAMES.charAt(drawn % FRAMES.length()) + " " + text);
      System.out.flush();
      drawn++;
    }
  }

  /** Clears the line, and puts the cursor back to its beginning. */
  @Override
  public synchronized void close() {
    timer.cancel();
    if (!closed && drawn > 0) {
      System.out.print("\r" + " ".repeat(text.length() + 2) + "\r");
      System.out.flush();
    }
    closed = true;
  }
}
