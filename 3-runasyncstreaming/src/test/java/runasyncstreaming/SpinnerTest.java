package runasyncstreaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;

class SpinnerTest {
  @Test
  void turnsOnATerminalAndLeavesAnEmptyLine() throws Exception {
    String printed = printed("xterm", 3);
    assertTrue(printed.startsWith("\r| Wait\r/ Wait\r- Wait"), printed);
    assertTrue(printed.endsWith("\r      \r"), printed);
  }

  @Test
  void isNotShownInAPipe() throws Exception {
    assertEquals("", printed(Terminal.TYPE_DUMB, 0));
  }

  /** What a spinner prints until it has been drawn so many times. */
  private static String printed(String type, int times) throws Exception {
    CountDownLatch drawn = new CountDownLatch(times);
    ByteArrayOutputStream printed =
        new ByteArrayOutputStream() {
          @Override
          public void flush() {
            drawn.countDown();
          }
        };
    PrintStream console = System.out;
    try (Terminal terminal = terminal(type)) {
      System.setOut(new PrintStream(printed));
      try (Spinner spinner = new Spinner(terminal, "Wait")) {
        spinner.start();
        assertTrue(drawn.await(60, TimeUnit.SECONDS));
        spinner.close(); // and once more, at the end of the block
      }
    } finally {
      System.setOut(console);
    }
    return printed.toString();
  }

  private static Terminal terminal(String type) throws IOException {
    var keys = new ByteArrayInputStream(new byte[0]);
    var none = OutputStream.nullOutputStream();
    return new DumbTerminal("test", type, keys, none, StandardCharsets.UTF_8);
  }
}
