package agents;

/**
 * A check of what comes out of a run; mirrors Python's {@code OutputGuardrail}. A run uses the
 * output guardrails of the agent that answers. If the check trips, the run ends with an {@link
 * OutputGuardrailTripwireTriggered}. In a streamed run, the reader has seen the text by then.
 *
 * @param name the guardrail's name in messages
 */
public record OutputGuardrail(String name, Check check) {

  /** The function of a guardrail. It may call a model, too. */
  @FunctionalInterface
  public interface Check {
    /**
     * @param output the final output: a string, or an object of the agent's output type
     */
    GuardrailFunctionOutput check(RunContext context, Agent agent, Object output) throws Exception;
  }

  public static OutputGuardrail of(String name, Check check) {
    return new OutputGuardrail(name, check);
  }
}
