package agents;

import static agents.UserError.required;

import com.openai.models.responses.ResponseInputItem;
import java.lang.invoke.MethodType;
import java.util.List;

/** The result of a run; mirrors Python's {@code RunResult}. */
public class RunResult extends RunData {
  volatile Agent lastAgent;
  final Trace trace;
  volatile Object finalOutput;

  RunResult(Agent agent, List<ResponseInputItem> input, RunConfig config) {
    super(input);
    lastAgent = required(agent, "The agent");
    trace = new Trace(required(config, "The configuration of the run"));
  }

  /**
   * Returns the answer: a string, or an object of the agent's output type. It is {@code null} until
   * the run has an answer, and stays {@code null} if the run was cancelled.
   */
  public Object finalOutput() {
    return finalOutput;
  }

  /**
   * Returns the answer as an object of the given class.
   *
   * @throws UserError if it has another class
   */
  @SuppressWarnings("unchecked")
  public <T> T finalOutputAs(Class<T> type) {
    required(type, "The class");
    var boxed = (Class<T>) MethodType.methodType(type).wrap().returnType(); // int is Integer
    if (!boxed.isInstance(finalOutput)) {
      throw new UserError(
          "The final output is not a %1$s: %2$s. Does the agent say outputType(%1$s.class)?"
              .formatted(type.getSimpleName(), finalOutput));
    }
    return boxed.cast(finalOutput);
  }

  /**
   * Returns the agent that is acting or acted last. After a handoff, it is the one that took over.
   */
  public Agent lastAgent() {
    return lastAgent;
  }

  /** Returns the timeline: when each model call and each tool began, and how long it took. */
  public Trace trace() {
    return trace;
  }
}
