package agents;

import com.openai.models.responses.ResponseInputItem;
import java.util.List;

/**
 * A check of what goes into a run; mirrors Python's {@code InputGuardrail}. The agent that a run
 * starts with has its input checked, once. When the check trips, the run ends with {@link
 * InputGuardrailTripwireTriggered}.
 *
 * @param name says in messages which guardrail it was
 * @param runInParallel whether the model is asked at the same time, which is faster and the
 *     default; otherwise the check has to pass first, and no token is paid for a bad question
 */
public record InputGuardrail(String name, Check check, boolean runInParallel) {

  /** The function of a guardrail. It may ask a model, too. */
  @FunctionalInterface
  public interface Check {
    /**
     * @param input the input of the run, after what its session holds
     */
    GuardrailFunctionOutput check(RunContext context, Agent agent, List<ResponseInputItem> input)
        throws Exception;
  }

  public static InputGuardrail of(String name, Check check) {
    return new InputGuardrail(name, check, true);
  }

  /** Returns the same guardrail, which runs beside the model or before it. */
  public InputGuardrail runInParallel(boolean runInParallel) {
    return new InputGuardrail(name, check, runInParallel);
  }
}
