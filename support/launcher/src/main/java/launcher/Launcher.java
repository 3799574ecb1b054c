package launcher;

import agents.AgentsException;
import agents.OpenAIDefaults;
import com.openai.errors.OpenAIException;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import wire.Trouble;

/**
 * Starts a main class of a lesson, so that {@code mvn exec:java} ends as a student expects: a
 * mistake in the set-up is one line on stderr and a failing exit status, not a page of Maven's.
 */
public final class Launcher {
  private Launcher() {}

  /**
   * Runs a demo.
   *
   * @param args the lesson's package, the demo's class name, and maybe the demo's own arguments
   */
  public static void main(String[] args) {
    // Maven hands over an empty property as null.
    boolean none = args.length < 3 || args[2] == null;
    String[] demoArgs = none ? new String[0] : args[2].strip().split("\\s+");
    try {
      Class<?> demo = new Lesson(args[0]).demo(args[1]);
      Lesson.staleness(demo).ifPresent(System.err::println);
      demo.getMethod("main", String[].class).invoke(null, (Object) demoArgs);
    } catch (UnknownDemo e) {
      fail(e.getMessage());
    } catch (InvocationTargetException e) {
      report(origin(e.getCause()));
    } catch (NoSuchMethodException | IllegalAccessException e) {
      fail(args[1] + " needs a method: public static void main(String[] args)");
    }
  }

  /** A failure of the demo: one line if it is of the kind that happens to users, else the trace. */
  private static void report(Throwable failure) {
    if (failure instanceof AgentsException e) {
      if (!e.runData().partialText().isEmpty()) {
        System.out.println();
      }
      fail(e.getMessage());
    }
    if (failure instanceof OpenAIException e) {
      fail(Trouble.explain(e, OpenAIDefaults.model()));
    }
    failure.printStackTrace();
    System.exit(1);
  }

  /** Futures wrap what went wrong. */
  private static Throwable origin(Throwable failure) {
    boolean wrapper =
        failure instanceof CompletionException || failure instanceof ExecutionException;
    return wrapper && failure.getCause() != null ? origin(failure.getCause()) : failure;
  }

  private static void fail(String line) {
    System.out.flush();
    System.err.println(line);
    System.exit(1);
  }
}
