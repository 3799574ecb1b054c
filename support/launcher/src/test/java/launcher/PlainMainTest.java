package launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agents.UserError;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlainMainTest {
  private final UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();

  @AfterEach
  void putBack() {
    Thread.setDefaultUncaughtExceptionHandler(before);
  }

  @Test
  void aFailureOfTheUserIsOneLine() {
    assertEquals("Say it.\n", printed(new CompletionException(new UserError("Say it."))));
  }

  @Test
  void aBugKeepsItsStackTrace() {
    String thread = "\"" + Thread.currentThread().getName() + "\"";
    String printed = printed(new IllegalStateException("a bug"));
    assertTrue(
        printed.startsWith(
            "Exception in thread " + thread + " java.lang.IllegalStateException: a bug\n"),
        printed);
    assertTrue(printed.contains("at launcher.PlainMainTest"), printed);
  }

  @Test
  void aHandlerThatSomebodyElseHasSetStays() {
    UncaughtExceptionHandler own = (thread, failure) -> {};
    Thread.setDefaultUncaughtExceptionHandler(own);
    new PlainMain().begin();
    assertSame(own, Thread.getDefaultUncaughtExceptionHandler());
  }

  private static String printed(Throwable failure) {
    Thread.setDefaultUncaughtExceptionHandler(null);
    new PlainMain().begin();
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try {
      System.setErr(new PrintStream(printed, true));
      Thread.getDefaultUncaughtExceptionHandler()
          .uncaughtException(Thread.currentThread(), failure);
    } finally {
      System.setErr(err);
    }
    return printed.toString().replace("\r\n", "\n");
  }
}
