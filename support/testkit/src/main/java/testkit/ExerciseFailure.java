package testkit;

import java.util.stream.Stream;

/** What is not right yet in an exercise: a sentence for the student, without a stack trace. */
public final class ExerciseFailure extends AssertionError {
  private static final long serialVersionUID = 1;

  public ExerciseFailure(String sentence) {
    this("NOT YET", sentence);
  }

  private ExerciseFailure(String verdict, String sentence) {
    super(verdict + ": " + sentence);
  }

  /** With the compiler's own words. */
  static ExerciseFailure doesNotCompile(String problem) {
    return new ExerciseFailure("DOES NOT COMPILE", problem);
  }

  /** Fails with the sentence, formatted with the details, unless it is right. */
  public static void unless(boolean right, String sentence, Object... details) {
    if (!right) {
      throw new ExerciseFailure(sentence.formatted(details));
    }
  }

  /** What to say of an exception that came out of the student's method, with its place there. */
  public static ExerciseFailure thrown(Throwable e) {
    String place =
        Stream.of(e.getStackTrace())
            .filter(frame -> frame.getClassName().matches(".*\\.exercise\\.\\w+(?<!Check)"))
            .map(frame -> " in line %d of %s".formatted(frame.getLineNumber(), frame.getFileName()))
            .findFirst()
            .orElse("");
    String what = e.getClass().getSimpleName() + ": " + e.getMessage();
    return new ExerciseFailure("Your method failed%s. %s".formatted(place, what));
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }

  @Override
  public String toString() {
    return getMessage();
  }
}
