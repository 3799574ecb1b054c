package runasyncstreaming;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.TerminalBuilder.SystemOutput;

/** Decides whether the console gets colours and cursor moves, or plain text. */
final class Screen {
  private Screen() {}

  /** Opens the terminal: a plain one if the output is piped or NO_COLOR is set. */
  static Terminal open() {
    boolean plain = !System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
    try {
      return TerminalBuilder.builder()
          .systemOutput(SystemOutput.SysOut)
          .type(plain ? Terminal.TYPE_DUMB : null)
          .dumb(true) // a plain terminal is fine: don't warn
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
