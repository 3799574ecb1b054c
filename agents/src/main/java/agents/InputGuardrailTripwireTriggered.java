package agents;

/**
 * An input guardrail has ended the run. What the model had written until then is in {@link
 * #runData()}: its {@code partialText()}, if the run was streamed.
 */
public final class InputGuardrailTripwireTriggered extends AgentsException {
  private final transient InputGuardrailResult guardrailResult;

  InputGuardrailTripwireTriggered(InputGuardrailResult result) {
    super(
        "Input guardrail %s tripped: %s"
            .formatted(result.guardrail().name(), result.output().outputInfo()),
        null);
    guardrailResult = result;
  }

  /** Returns which guardrail it was and what it found. */
  public InputGuardrailResult guardrailResult() {
    return guardrailResult;
  }
}
