package wire;

/** A server answered with something that is no answer; the message says what, in one line. */
public final class UnreadableAnswer extends RuntimeException {

  UnreadableAnswer(String message) {
    super(message);
  }

  UnreadableAnswer(String message, Throwable cause) {
    super(message, cause);
  }
}
