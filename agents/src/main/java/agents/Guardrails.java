package agents;

import static agents.UserError.required;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

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
   * Makes the first call to the model: after the guardrails that have to pass before it, and at the
   * same time as all others.
   */
  void around(Agent agent, Runnable modelCall) {
    if (agent.inputGuardrails.isEmpty()) {
      modelCall.run();
      return;
    }
    sideBySide(inputChecks(agent, false));
    List<Runnable> work = inputChecks(agent, true);
    work.add(modelCall);
    sideBySide(work);
  }

  private List<Runnable> inputChecks(Agent agent, boolean parallel) {
    List<Runnable> checks = new ArrayList<>();
    for (InputGuardrail guardrail : agent.inputGuardrails) {
      if (guardrail.runInParallel() == parallel) {
        checks.add(() -> checkInput(guardrail, agent));
      }
    }
    return checks;
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
    List<Runnable> checks = new ArrayList<>();
    for (OutputGuardrail guardrail : agent.outputGuardrails) {
      checks.add(() -> checkOutput(guardrail, agent, finalOutput));
    }
    sideBySide(checks);
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

  private void sideBySide(List<Runnable> work) {
    List<Callable<Object>> pieces = work.stream().map(Executors::callable).toList();
    Parallel.run(pieces, pieces.size(), cancellation, done -> {});
  }
}
