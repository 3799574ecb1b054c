package agents;

/** Which input guardrail found what; mirrors Python's class. */
public record InputGuardrailResult(InputGuardrail guardrail, GuardrailFunctionOutput output) {}
