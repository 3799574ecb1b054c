package agents;

/**
 * An input guardrail has ended the run. If the run was streamed, {@link #runData()} has the text
 * that the model had written until then, in its {@code partialText()}.
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
