package runasyncstreaming;

/** Prints a text piece by piece, and when its first and its last piece came. */
final class TimedText {
  private final long start = System.nanoTime();
  private boolean empty = true;

  void print(String piece) {
    if (empty) {
      System.out.println("[the first word came after " + millis() + " ms]");
      empty = false;
    }
    System.out.print(piece);
    System.out.flush();
  }

  void end() {
    System.out.println("\n[the last word came after " + millis() + " ms]\n");
  }

  private long millis() {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
