package agentloop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** A line that names the running tools, then disappears. In a pipe, it never shows. */
final class LiveLine {
  private static final String ERASE = "\r\033[K"; // go to its beginning and clear it

  private final List<String> atWork = new ArrayList<>();
  private final boolean visible;

  LiveLine(boolean visible) {
    this.visible = visible;
  }

  /** Shows the line only if the program has a terminal. */
  static LiveLine open() throws IOException {
    try (Terminal terminal = TerminalBuilder.builder().dumb(true).build()) {
      return new LiveLine(!terminal.getType().startsWith(Terminal.TYPE_DUMB));
    }
  }

  void started(String call) {
    atWork.add(call);
    show(String.join("  ", atWork) + " ...");
  }

  /** Prints an output above the line. Outputs come in the order of the calls. */
  void returned(Object output) {
    clear();
    System.out.println(atWork.remove(0) + " ... " + output);
    if (!atWork.isEmpty()) {
      show(String.join("  ", atWork) + " ...");
    }
  }

  void clear() {
    show("");
  }

  private void show(String text) {
    if (visible) {
      System.out.print(ERASE + text);
      System.out.flush();
    }
  }
}
