package agents;

/**
 * What a guardrail found; mirrors Python's class.
 *
 * @param outputInfo anything that your program wants to know about it, such as a reason
 * @param tripwireTriggered whether the run has to end
 */
public record GuardrailFunctionOutput(Object outputInfo, boolean tripwireTriggered) {}
