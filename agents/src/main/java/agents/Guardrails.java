package agents;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

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
   * Calls the model for the first time, after the guardrails that come first and beside the others.
   */
  <T> T around(Agent agent, Supplier<T> modelCall) {
    if (agent.inputGuardrails.isEmpty()) {
      return modelCall.get();
    }
    sideBySide(checks(agent, false));
    AtomicReference<T> answer = new AtomicReference<>();
    List<Runnable> work = checks(agent, true);
    work.add(() -> answer.set(modelCall.get()));
    sideBySide(work);
    return answer.get();
  }

  private List<Runnable> checks(Agent agent, boolean parallel) {
    List<Runnable> checks = new ArrayList<>();
    for (InputGuardrail guardrail : agent.inputGuardrails) {
      if (guardrail.runInParallel() == parallel) {
        checks.add(() -> checkInput(guardrail, agent));
      }
    }
    return checks;
  }

  private void checkInput(InputGuardrail guardrail, Agent agent) {
    GuardrailFunctionOutput output =
        UserError.calling(
            "The guardrail " + guardrail.name(),
            () -> guardrail.check().check(context, agent, result.input));
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
    GuardrailFunctionOutput output =
        UserError.calling(
            "The guardrail " + guardrail.name(),
            () -> guardrail.check().check(context, agent, finalOutput));
    OutputGuardrailResult found = new OutputGuardrailResult(guardrail, output, agent, finalOutput);
    result.outputGuardrailResults.add(found);
    if (output.tripwireTriggered()) {
      throw new OutputGuardrailTripwireTriggered(found);
    }
  }

  private void sideBySide(List<Runnable> work) {
    List<Function<Cancellation, CompletableFuture<Object>>> pieces = new ArrayList<>();
    for (Runnable piece : work) {
      Callable<Object> call = Executors.callable(piece);
      pieces.add(all -> Threads.start(() -> new Cancellation(all).guard(call)));
    }
    try {
      Parallel.run(pieces, pieces.size(), cancellation, done -> {});
    } catch (InterruptedException e) {
      throw new CancellationException("The run was interrupted.");
    }
  }
}
