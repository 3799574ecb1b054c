package testkit;

import agents.Agent;
import agents.FunctionTool;
import agents.RunConfig;
import agents.RunResultStreaming;
import agents.Runner;

/**
 * Runs an agent once in each way. The first run of a program loads a thousand classes, which takes
 * seconds, and that is not the student's fault: a check waits only after this is done.
 */
final class WarmUp {
  private static boolean done;

  private WarmUp() {}

  /** Returns at once if it has been done. */
  static synchronized void once() {
    if (!done) {
      done = true;
      FunctionTool tool = FunctionTool.of("warm_up", "Does nothing.", context -> "");
      Agent agent = Agent.builder().name("Warm-up").tool(tool).build();
      Runner.runSync(agent, "", config());
      Runner.run(agent, "", config()).join();
      try (RunResultStreaming result = Runner.runStreamed(agent, "", config())) {
        result.streamEvents().forEach(event -> {});
      }
    }
  }

  private static RunConfig config() {
    var answers =
        new ExerciseModel.Answer[] {
          ExerciseModel.Answer.calls("warm_up", "{}"), ExerciseModel.Answer.text("a", "b")
        };
    return RunConfig.builder().model(new ExerciseModel(answers)).build();
  }
}
