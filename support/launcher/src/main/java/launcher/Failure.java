package launcher;

import agents.AgentsException;
import agents.OpenAIDefaults;
import com.openai.errors.OpenAIException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import wire.Trouble;

/** What a user sees of a failure: one line if it can happen to anybody, or else the stack trace. */
final class Failure {
  private Failure() {}

  static void print(Throwable failure) {
    Throwable origin = origin(failure);
    System.out.flush();
    if (origin instanceof AgentsException e) {
      if (!e.runData().partialText().isEmpty()) {
        System.out.println(); // the line stands below the text that came, not at its end
      }
      System.err.println(e.getMessage());
    } else if (origin instanceof OpenAIException e) {
      System.err.println(Trouble.explain(e, OpenAIDefaults.model()));
    } else {
      System.err.print("Exception in thread \"" + Thread.currentThread().getName() + "\" ");
      failure.printStackTrace();
    }
  }

  /** What went wrong, without the exceptions that futures and static fields wrap around it. */
  private static Throwable origin(Throwable failure) {
    boolean wrapper =
        failure instanceof CompletionException
            || failure instanceof ExecutionException
            || failure instanceof ExceptionInInitializerError;
    return wrapper && failure.getCause() != null ? origin(failure.getCause()) : failure;
  }
}
