package agents;

import agents.RunItem.MessageOutputItem;
import com.openai.models.responses.ResponseInputItem;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import wire.Keys;

/** An agent as a tool of another one. Its run is part of the other run and has its context. */
record AgentTool(Agent agent, Consumer<StreamEvent> onStream)
    implements FunctionTool.Handler<AgentTool.Input> {
  /** What the other agent's model must send: a question that needs no other text. */
  record Input(String input) {}

  @Override
  public Object call(RunContext context, Input asked) {
    RunConfig config = context.config.toBuilder().session(null).maxTurns(10).build();
    List<ResponseInputItem> input = List.of(InputItems.user(asked.input));
    RunResult result =
        onStream == null
            ? new RunResult(agent, input, config)
            : new RunResultStreaming(agent, input, config);
    context.run.nested.add(result);
    if (result instanceof RunResultStreaming streaming) {
      read(streaming);
    } else {
      new AgentLoop(result, config, Cancellation.current(), null).run();
    }
    if (result.finalOutput() == null) { // The listener's thread was interrupted.
      throw new CancellationException("The agent was stopped before it had an answer.");
    }
    List<RunItem> items = result.newItems();
    RunItem last = items.isEmpty() ? null : items.get(items.size() - 1);
    return last instanceof MessageOutputItem said ? said.text() : result.finalOutput();
  }

  /** Calls the listener. If it throws, the run goes on. */
  private void read(RunResultStreaming result) {
    try (result) {
      for (StreamEvent event : result.streamEvents()) {
        try {
          onStream.accept(event);
        } catch (RuntimeException e) {
          System.getLogger("agents")
              .log(System.Logger.Level.WARNING, "A listener failed", Keys.hide(e));
        }
      }
    }
  }
}
