package runasyncstreaming;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.TerminalBuilder.SystemOutput;

/** Decides in one place whether the console gets colours and cursor moves, or text. */
final class Screen {
  private Screen() {}

  /** The terminal; a dumb one if output is piped, and for whoever has set NO_COLOR. */
  static Terminal open() {
    boolean plain = !System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
    try {
      return TerminalBuilder.builder()
          .systemOutput(SystemOutput.SysOut)
          .type(plain ? Terminal.TYPE_DUMB : null)
          .dumb(true) // that is fine, no need to warn of it
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
