package launcher;

import java.lang.reflect.InvocationTargetException;

/**
 * Starts a main class of a lesson, so that {@code mvn exec:java} ends as a student expects: a
 * mistake in the set-up is one line on stderr and a failing exit status, not a page of Maven's.
 */
public final class Launcher {
  private Launcher() {}

  /**
   * Runs a demo, and ends the program at once with status 1 if it fails.
   *
   * @param args the lesson's package, the demo's class name, and maybe the demo's own arguments
   */
  public static void main(String[] args) {
    int status = run(args);
    if (status != 0) {
      System.exit(status);
    }
  }

  /** Does what {@link #main} does, but returns the exit status. */
  public static int run(String[] args) {
    // Maven hands over an empty property as null.
    boolean none = args.length < 3 || args[2] == null;
    String[] demoArgs = none ? new String[0] : args[2].strip().split("\\s+");
    WarmUp.start();
    try {
      Class<?> demo = new Lesson(args[0]).demo(args[1]);
      Lesson.staleness(demo).ifPresent(System.err::println);
      return run(demo, demoArgs);
    } catch (UnknownDemo e) {
      return fail(e.getMessage());
    } catch (NoSuchMethodException | IllegalAccessException e) {
      return fail(args[1] + " needs a method: public static void main(String[] args)");
    }
  }

  /** Runs it and remembers that it has run, also if Ctrl-C is how it ends, but not if it failed. */
  private static int run(Class<?> demo, String[] args)
      throws NoSuchMethodException, IllegalAccessException {
    Thread mark = new Thread(() -> Lesson.markAsRun(demo));
    if (System.getProperty("maven.home") != null) { // tests start demos, too, without Maven
      Runtime.getRuntime().addShutdownHook(mark);
    }
    try {
      demo.getMethod("main", String[].class).invoke(null, (Object) args);
      return 0;
    } catch (InvocationTargetException e) {
      Runtime.getRuntime().removeShutdownHook(mark);
      Failure.print(e.getCause());
      return 1;
    }
  }

  private static int fail(String line) {
    System.out.flush();
    System.err.println(line);
    return 1;
  }
}
