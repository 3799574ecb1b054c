package testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What came of a check.
 *
 * @param right whether the exercise is solved
 * @param sentence begins with {@code RIGHT:}, {@code NOT YET:} or {@code DOES NOT COMPILE:}
 * @param printed what the student's program printed meanwhile
 */
record ExerciseVerdict(boolean right, String sentence, String printed) {

  /** Compiles the exercise and checks it. */
  static ExerciseVerdict of(ExerciseFiles files, ExerciseCompiler compiler) throws IOException {
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    boolean right = false;
    String sentence;
    try (EndOfProgram guard = new EndOfProgram(console)) {
      sentence = "RIGHT: " + compiler.compile().check();
      right = true;
      files.markAsRight();
    } catch (ExerciseFailure e) {
      sentence = e.getMessage();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The check of this exercise is broken: " + e, e);
    } finally {
      System.setOut(console);
    }
    return new ExerciseVerdict(right, sentence, printed.toString(StandardCharsets.UTF_8).strip());
  }

  /** Notices {@code System.exit} in the student's code, which would end the check without a word. */
  private static final class EndOfProgram implements AutoCloseable {
    private final Thread hook;

    EndOfProgram(PrintStream console) {
      hook =
          new Thread(
              () -> {
                if (exitWasCalled()) {
                  console.println(
                      "NOT YET: Your code called System.exit, which ends the whole program and this"
                          + " check with it. Return instead, and start the check again.");
                  console.flush();
                  Runtime.getRuntime().halt(1);
                }
              });
      Runtime.getRuntime().addShutdownHook(hook);
    }

    /** After Ctrl-C, no thread is in that method. */
    private static boolean exitWasCalled() {
      return Thread.getAllStackTraces().entrySet().stream()
          .filter(thread -> thread.getKey().getName().equals(ExerciseWait.THREAD))
          .flatMap(thread -> java.util.Arrays.stream(thread.getValue()))
          .anyMatch(frame -> frame.getMethodName().equals("exit"));
    }

    @Override
    public void close() {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
