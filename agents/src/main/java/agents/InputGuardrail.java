package agents;

import com.openai.models.responses.ResponseInputItem;
import java.util.List;

/**
 * A check of what goes into a run; mirrors Python's {@code InputGuardrail}. A run uses the input
 * guardrails of the agent that it starts with, once. If the check trips, the run ends with an
 * {@link InputGuardrailTripwireTriggered}.
 *
 * @param name the guardrail's name in messages
 * @param runInParallel whether the model is called at the same time, which is faster and the
 *     default; otherwise the check has to pass first, and a bad question costs nothing
 */
public record InputGuardrail(String name, Check check, boolean runInParallel) {

  /** The function of a guardrail. It may call a model, too. */
  @FunctionalInterface
  public interface Check {
    /**
     * @param input what the session holds, followed by the input of the run
     */
    GuardrailFunctionOutput check(RunContext context, Agent agent, List<ResponseInputItem> input)
        throws Exception;
  }

  public static InputGuardrail of(String name, Check check) {
    return new InputGuardrail(name, check, true);
  }

  /** Returns the same guardrail, but it runs beside the model (true) or before it (false). */
  public InputGuardrail runInParallel(boolean runInParallel) {
    return new InputGuardrail(name, check, runInParallel);
  }
}
