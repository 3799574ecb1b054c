package agents;

import java.util.concurrent.CompletionException;

/** The three ways to run an agent, for tests that hold for each of them. */
enum Ways {
  SYNC,
  ASYNC,
  STREAMED;

  /** Runs to the end; what the run throws is thrown. */
  RunResult run(Agent agent, String input, RunConfig config) {
    switch (this) {
      case SYNC -> {
        return Runner.runSync(agent, input, config);
      }
      case ASYNC -> {
        try {
          return Runner.run(agent, input, config).join();
        } catch (CompletionException e) {
          throw (RuntimeException) e.getCause();
        }
      }
      default -> {
        try (RunResultStreaming run = Runner.runStreamed(agent, input, config)) {
          Events.all(run);
          return run;
        }
      }
    }
  }
}
