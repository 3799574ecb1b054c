package agents;

/** An output guardrail has ended the run. The run has no final output. */
public final class OutputGuardrailTripwireTriggered extends AgentsException {
  private final transient OutputGuardrailResult guardrailResult;

  OutputGuardrailTripwireTriggered(OutputGuardrailResult result) {
    super(
        "Output guardrail %s tripped: %s"
            .formatted(result.guardrail().name(), result.output().outputInfo()),
        null);
    guardrailResult = result;
  }

  /** Returns which guardrail it was, what it found, and the output it looked at. */
  public OutputGuardrailResult guardrailResult() {
    return guardrailResult;
  }
}
