package agents;

import static agents.UserError.required;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Runs the checks of a run side by side. The first one that trips ends the others. */
final class Guardrails {
  private final RunResult result;
  private final RunContext context;
  private final Cancellation cancellation;

  Guardrails(RunResult result, RunContext context, Cancellation cancellation) {
    this.result = result;
    this.context = context;
    this.cancellation = cancellation;
  }

  /**
   * Makes a call to the model. The first call of a run comes after the guardrails that have to pass
   * before it, and at the same time as all others.
   */
  void around(Agent agent, Runnable modelCall) {
    if (!result.rawResponses.isEmpty() || agent.inputGuardrails.isEmpty()) {
      modelCall.run();
      return;
    }
    sideBySide(inputChecks(agent, false));
    sideBySide(Stream.concat(inputChecks(agent, true), Stream.of(modelCall)));
  }

  private Stream<Runnable> inputChecks(Agent agent, boolean parallel) {
    return agent.inputGuardrails.stream()
        .filter(guardrail -> guardrail.runInParallel() == parallel)
        .map(guardrail -> () -> checkInput(guardrail, agent));
  }

  private void checkInput(InputGuardrail guardrail, Agent agent) {
    var output =
        call(guardrail.name(), () -> guardrail.check().check(context, agent, result.input));
    InputGuardrailResult found = new InputGuardrailResult(guardrail, output);
    result.inputGuardrailResults.add(found);
    if (output.tripwireTriggered()) {
      throw new InputGuardrailTripwireTriggered(found);
    }
  }

  /** Checks the final output. */
  void after(Agent agent, Object finalOutput) {
    sideBySide(
        agent.outputGuardrails.stream()
            .map(guardrail -> () -> checkOutput(guardrail, agent, finalOutput)));
  }

  private void checkOutput(OutputGuardrail guardrail, Agent agent, Object finalOutput) {
    var output = call(guardrail.name(), () -> guardrail.check().check(context, agent, finalOutput));
    OutputGuardrailResult found = new OutputGuardrailResult(guardrail, output, agent, finalOutput);
    result.outputGuardrailResults.add(found);
    if (output.tripwireTriggered()) {
      throw new OutputGuardrailTripwireTriggered(found);
    }
  }

  private static GuardrailFunctionOutput call(
      String name, Callable<GuardrailFunctionOutput> check) {
    var output = UserError.calling("The guardrail " + name, check);
    return required(output, "The result of guardrail " + name);
  }

  private void sideBySide(Stream<Runnable> work) {
    List<Callable<Object>> pieces = work.map(Executors::callable).toList();
    Parallel.run(pieces, pieces.size(), cancellation, done -> {});
  }
}
