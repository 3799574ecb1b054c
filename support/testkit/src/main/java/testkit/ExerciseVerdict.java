package testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What came of a check.
 *
 * @param right whether the exercise is solved
 * @param sentence begins with {@code RIGHT:}, {@code NOT YET:} or {@code DOES NOT COMPILE:}
 * @param printed what the student's program printed meanwhile
 */
record ExerciseVerdict(boolean right, String sentence, String printed) {

  /** What the helper prints when it is first used. */
  private static final String WHICH_MODEL = "[model exercise]" + System.lineSeparator();

  /** Compiles the exercise and checks it. */
  static ExerciseVerdict of(ExerciseFiles files, ExerciseCompiler compiler) throws IOException {
    PrintStream console = System.out;
    PrintStream errors = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream paper = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(paper);
    System.setErr(paper);
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
      System.setErr(errors);
    }
    String text = printed.toString(StandardCharsets.UTF_8);
    return new ExerciseVerdict(right, sentence, text.replace(WHICH_MODEL, "").strip());
  }

  /**
   * Notices {@code System.exit} in the student's code, which would end the check without a word.
   */
  private static final class EndOfProgram implements AutoCloseable {
    private final Thread hook;

    EndOfProgram(PrintStream console) {
      hook =
          new Thread(
              () -> {
                if (exitWasCalled()) {
                  console.println(
                      ExerciseWatch.wrapped(
                          "NOT YET: Your code called System.exit, which ends the whole program and"
                              + " this check with it. Return instead, and start the check again."));
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
          .flatMap(thread -> Arrays.stream(thread.getValue()))
          .anyMatch(frame -> frame.getMethodName().equals("exit"));
    }

    @Override
    public void close() {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
