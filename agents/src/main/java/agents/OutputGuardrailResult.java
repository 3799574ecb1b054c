package agents;

/** Which output guardrail found what in which output; mirrors Python's class. */
public record OutputGuardrailResult(
    OutputGuardrail guardrail, GuardrailFunctionOutput output, Agent agent, Object agentOutput) {}
