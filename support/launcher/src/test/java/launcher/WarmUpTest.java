package launcher;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  @Test
  void theSdkReadsAndWritesWhatItWarmsUpWith() {
    assertDoesNotThrow(WarmUp::run);
  }

  /** Maven takes any exception that a thread doesn't catch for a failure of the demo. */
  @Test
  void aDemoThatEndsFirstDoesNotFail() throws InterruptedException {
    List<Throwable> seenByMaven = new CopyOnWriteArrayList<>();
    ThreadGroup maven =
        new ThreadGroup("maven") {
          @Override
          public void uncaughtException(Thread thread, Throwable e) {
            seenByMaven.add(e);
          }
        };
    Runnable noMoreClasses =
        () -> {
          throw new NoClassDefFoundError("the class loader is closed");
        };
    Runnable demo =
        () -> {
          Thread warmUp = WarmUp.thread(noMoreClasses);
          warmUp.start();
          assertDoesNotThrow(() -> warmUp.join());
        };
    Thread main = new Thread(maven, demo);
    main.start();
    main.join();

    assertEquals(List.of(), seenByMaven);
  }
}
