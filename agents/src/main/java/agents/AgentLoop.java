package agents;

import agents.RunItem.MessageOutputItem;
import agents.RunItem.OtherItem;
import agents.RunItem.ReasoningItem;
import agents.RunItem.ToolCallItem;
import agents.RunItem.ToolCallOutputItem;
import agents.StreamEvent.AgentUpdatedStreamEvent;
import agents.StreamEvent.RawResponseEvent;
import agents.StreamEvent.RunItemStreamEvent;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseStreamEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import wire.Json;
import wire.Trouble;
import wire.UnreadableAnswer;

/**
 * The loop that makes an agent of a model: ask the model, run the tools it calls, show it their
 * outputs, ask again, until it answers. The three methods of {@link Runner} are this loop.
 */
final class AgentLoop {
  private final RunResult result;
  private final Agent agent;
  private final RunConfig config;
  private final RunContext context;
  private final Cancellation cancellation;
  private final Consumer<StreamEvent> reader;

  /**
   * @param result what to fill, step by step
   * @param reader is told each event; without one, the model is asked for whole answers
   */
  AgentLoop(
      RunResult result, RunConfig config, Cancellation cancellation, Consumer<StreamEvent> reader) {
    this.result = result;
    this.config = config;
    this.cancellation = cancellation;
    this.reader = reader;
    agent = result.lastAgent();
    context = new RunContext(config.context, result);
  }

  RunResult run() {
    try {
      takeTurns();
      return result;
    } catch (AgentsException e) {
      e.carry(result);
      throw e;
    } finally {
      System.getLogger("agents").log(System.Logger.Level.DEBUG, result.trace);
    }
  }

  private void takeTurns() {
    Model model = config.modelFor(agent);
    ModelSettings settings = agent.modelSettings.overlaidBy(config.modelSettings);
    OpenAIDefaults.announce(model);
    emit(new AgentUpdatedStreamEvent(agent));
    for (int turn = 1; turn <= config.maxTurns; turn++) {
      List<RunItem> answer = ask(model, settings);
      List<ToolCallItem> calls = only(ToolCallItem.class, answer);
      Optional<Object> finalOutput =
          calls.isEmpty()
              ? finalOutput(only(MessageOutputItem.class, answer))
              : agent.toolUseBehavior.finalOutput(runTools(calls));
      if (finalOutput.isPresent() || cancellation.requestedAfterTurn) {
        result.finalOutput = finalOutput.orElse(null);
        return;
      }
      if (agent.resetToolChoice && !calls.isEmpty()) {
        settings = settings.with("tool_choice", null);
      }
    }
    throw new MaxTurnsExceeded(config.maxTurns);
  }

  // The model's part of a turn.

  private List<RunItem> ask(Model model, ModelSettings settings) {
    Model.Request request =
        new Model.Request(
            Optional.ofNullable(agent.instructions.apply(context)),
            result.toInputList(),
            agent.tools.stream().map(tool -> tool.definition).toList(),
            Optional.ofNullable(agent.outputSchema),
            settings);
    result.partialText.setLength(0);
    try {
      Response response =
          result.trace.span("model " + model, () -> cancellation.guard(() -> ask(model, request)));
      List<RunItem> items = response.output().stream().map(AgentLoop::asItem).toList();
      result.rawResponses.add(response);
      result.partialText.setLength(0);
      items.forEach(this::add);
      return items;
    } catch (AgentsException | CancellationException e) {
      throw e;
    } catch (UnreadableAnswer e) {
      throw new ModelBehaviorError(Trouble.explain(e, model.toString()), e);
    } catch (Exception e) {
      throw new ModelCallError(Trouble.explain(e, model.toString()), e);
    }
  }

  private Response ask(Model model, Model.Request request) throws IOException {
    return reader == null ? model.respond(request) : model.stream(request, this::pass);
  }

  private void pass(ResponseStreamEvent event) {
    event.outputTextDelta().ifPresent(text -> result.partialText.append(text.delta()));
    emit(new RawResponseEvent(event));
  }

  private static RunItem asItem(ResponseOutputItem item) {
    return item.message()
        .<RunItem>map(MessageOutputItem::new)
        .or(() -> item.functionCall().map(ToolCallItem::new))
        .or(() -> item.reasoning().map(ReasoningItem::new))
        .orElseGet(() -> new OtherItem(item));
  }

  /** Empty, if the model owes us an object and has said nothing: then it is asked again. */
  private Optional<Object> finalOutput(List<MessageOutputItem> messages) {
    MessageOutputItem last = messages.isEmpty() ? null : messages.get(messages.size() - 1);
    String text = last == null ? "" : last.text();
    if (last != null && text.isEmpty() && !last.refusal().isEmpty()) {
      throw new ModelRefusalError(last.refusal());
    }
    if (agent.outputType == null) {
      return Optional.of(text);
    }
    return text.isBlank() ? Optional.empty() : Optional.of(outputObject(text));
  }

  private Object outputObject(String text) {
    try {
      return Json.read(Json.parse(text), agent.outputType);
    } catch (IllegalArgumentException e) {
      throw new ModelBehaviorError(
          "The answer is no valid " + agent.outputType.getSimpleName() + ": " + e.getMessage(), e);
    }
  }

  // The tools' part of a turn.

  /** Runs all calls at once; their outputs are in the order of the calls. */
  private List<ToolCallOutputItem> runTools(List<ToolCallItem> calls) {
    List<Callable<Object>> work = calls.stream().map(this::workFor).toList();
    List<Future<Object>> running = work.stream().map(Threads.POOL::submit).toList();
    Runnable stop = () -> running.forEach(tool -> tool.cancel(true));
    cancellation.stopBy(stop);
    try {
      List<ToolCallOutputItem> outputs = new ArrayList<>();
      for (int i = 0; i < calls.size(); i++) {
        outputs.add(new ToolCallOutputItem(calls.get(i), running.get(i).get()));
        add(outputs.get(i));
      }
      return outputs;
    } catch (ExecutionException e) {
      throw Threads.unchecked(e.getCause());
    } catch (InterruptedException e) {
      throw new CancellationException("The run was interrupted while tools ran.");
    } finally {
      stop.run();
    }
  }

  private Callable<Object> workFor(ToolCallItem call) {
    for (FunctionTool tool : agent.tools) {
      if (tool.name().equals(call.name())) {
        String name = "tool " + tool.name();
        return () -> result.trace.span(name, () -> tool.invoke(context, call.arguments()));
      }
    }
    if (config.returnToolNotFoundToModel) {
      return () -> "Tool '" + call.name() + "' not found.";
    }
    throw new ModelBehaviorError("Tool " + call.name() + " not found in agent " + agent.name);
  }

  // What the run leaves behind.

  private void add(RunItem item) {
    result.newItems.add(item);
    emit(new RunItemStreamEvent(eventName(item), item));
  }

  private static String eventName(RunItem item) {
    if (item instanceof MessageOutputItem) {
      return "message_output_created";
    }
    if (item instanceof ReasoningItem) {
      return "reasoning_item_created";
    }
    return item instanceof ToolCallOutputItem ? "tool_output" : "tool_called";
  }

  private void emit(StreamEvent event) {
    cancellation.check();
    if (reader != null) {
      reader.accept(event);
    }
  }

  private static <T> List<T> only(Class<T> type, List<RunItem> items) {
    return items.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
