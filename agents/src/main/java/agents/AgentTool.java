package agents;

import agents.RunItem.MessageOutputItem;
import com.openai.models.responses.ResponseInputItem;
import java.util.List;
import java.util.function.Consumer;

/** An agent as a tool of another one. Its run is part of the other run and has its context. */
final class AgentTool {
  /** What the other agent's model must send: a question that needs no other text. */
  private record Input(String input) {}

  private AgentTool() {}

  static FunctionTool of(
      Agent agent, String name, String description, Consumer<StreamEvent> onStream) {
    return FunctionTool.of(
        name, description, Input.class, (context, asked) -> run(agent, asked, context, onStream));
  }

  private static Object run(
      Agent agent, Input asked, RunContext context, Consumer<StreamEvent> onStream) {
    RunConfig config = context.config.toBuilder().session(null).maxTurns(10).build();
    List<ResponseInputItem> input = List.of(InputItems.user(asked.input));
    RunResult result;
    if (onStream == null) {
      result = new RunResult(agent, input, config);
      context.run.nested.add(result);
      new AgentLoop(result, config, Cancellation.current(), null).run();
    } else {
      RunResultStreaming streaming = new RunResultStreaming(agent, input, config);
      context.run.nested.add(streaming);
      read(streaming, onStream);
      result = streaming;
    }
    List<RunItem> items = result.newItems();
    RunItem last = items.isEmpty() ? null : items.get(items.size() - 1);
    return last instanceof MessageOutputItem said ? said.text() : result.finalOutput();
  }

  /** Calls the listener. If it throws, the run goes on. */
  private static void read(RunResultStreaming result, Consumer<StreamEvent> onStream) {
    try (result) {
      for (StreamEvent event : result.streamEvents()) {
        try {
          onStream.accept(event);
        } catch (RuntimeException e) {
          System.getLogger("agents").log(System.Logger.Level.WARNING, "A listener failed", e);
        }
      }
    }
  }
}
