package agents;

import agents.RunItem.MessageOutputItem;
import agents.RunItem.OtherItem;
import agents.RunItem.ReasoningItem;
import agents.RunItem.ToolCallItem;
import agents.RunItem.ToolCallOutputItem;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseStreamEvent;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The loop that makes an agent of a model: ask the model, run the tools it calls, show it their
 * outputs, ask again, until it answers. The three methods of {@link Runner} are this loop.
 */
final class AgentLoop {
  private static final Logger LOG = System.getLogger("agents");

  private final Agent agent;
  private final RunConfig config;
  private final List<ResponseInputItem> input;
  private final Optional<Consumer<StreamEvent>> reader;
  private final Cancellation cancellation;
  private final RunContext context;
  private final Trace trace;

  private final List<RunItem> newItems = new ArrayList<>();
  private final List<Response> rawResponses = new ArrayList<>();
  private final StringBuilder partialText = new StringBuilder();
  private volatile RunResult soFar;

  /** Without a reader, the model is asked for its answers in one piece. */
  AgentLoop(
      Agent agent,
      List<ResponseInputItem> input,
      RunConfig config,
      Optional<Consumer<StreamEvent>> reader,
      Cancellation cancellation) {
    this.agent = agent;
    this.input = List.copyOf(input);
    this.config = config;
    this.reader = reader;
    this.cancellation = cancellation;
    context = new RunContext(config.context());
    trace = config.newTrace();
    soFar = result(null);
  }

  RunResult run() {
    try {
      return takeTurns();
    } catch (AgentsException e) {
      e.carry(data());
      throw e;
    } finally {
      LOG.log(Level.DEBUG, trace);
    }
  }

  private RunResult takeTurns() {
    Model model = config.modelFor(agent);
    ModelSettings settings = config.settingsFor(agent);
    emit(new AgentUpdatedStreamEvent(agent));
    for (int turn = 1; turn <= config.maxTurns(); turn++) {
      List<RunItem> answer = ask(model, settings);
      List<ToolCallItem> calls = only(ToolCallItem.class, answer);
      Optional<Object> finalOutput =
          calls.isEmpty()
              ? finalOutput(only(MessageOutputItem.class, answer))
              : agent.toolUseBehavior().finalOutput(runTools(calls));
      soFar = result(finalOutput.orElse(null));
      if (finalOutput.isPresent() || cancellation.isAfterTurn()) {
        return soFar;
      }
      if (!calls.isEmpty() && agent.resetToolChoice()) {
        settings = settings.without("tool_choice");
      }
    }
    throw new MaxTurnsExceeded(config.maxTurns());
  }

  /** What the run has come to until now; any thread may ask. */
  RunResult soFar() {
    return soFar;
  }

  // The model's part of a turn.

  private List<RunItem> ask(Model model, ModelSettings settings) {
    OpenAIDefaults.announce(String.valueOf(model));
    Model.Request request =
        new Model.Request(
            agent.instructions(context),
            data().toInputList(),
            agent.tools().stream().map(FunctionTool::definition).toList(),
            agent.outputSchema(),
            settings);
    try {
      Response response =
          trace.span("model " + model, () -> cancellation.guard(() -> call(model, request)));
      context.usage(context.usage().plus(response));
      rawResponses.add(response);
      List<RunItem> items = response.output().stream().map(AgentLoop::asItem).toList();
      items.forEach(this::add);
      partialText.setLength(0);
      return items;
    } catch (AgentsException | CancellationException e) {
      throw e;
    } catch (Exception e) {
      throw ModelCallError.of(e, model);
    }
  }

  private Response call(Model model, Model.Request request) throws IOException {
    return reader.isPresent() ? model.stream(request, this::pass) : model.respond(request);
  }

  private void pass(ResponseStreamEvent event) {
    event.outputTextDelta().ifPresent(text -> partialText.append(text.delta()));
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
    if (messages.isEmpty()) {
      return agent.outputType().isPresent() ? Optional.empty() : Optional.of("");
    }
    MessageOutputItem last = messages.get(messages.size() - 1);
    if (last.text().isEmpty() && !last.refusal().isEmpty()) {
      throw new ModelRefusalError(last.refusal());
    }
    if (agent.outputType().isEmpty()) {
      return Optional.of(last.text());
    }
    return last.text().isBlank() ? Optional.empty() : Optional.of(outputObject(last.text()));
  }

  private Object outputObject(String text) {
    Class<?> type = agent.outputType().orElseThrow();
    try {
      return Json.read(Json.MAPPER.readTree(text), type);
    } catch (JsonProcessingException e) {
      throw notA(type, e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw notA(type, e.getMessage(), e);
    }
  }

  private static ModelBehaviorError notA(Class<?> type, String reason, Exception cause) {
    return new ModelBehaviorError(
        "The model's answer is not a valid " + type.getSimpleName() + ": " + reason, cause);
  }

  // The tools' part of a turn.

  /** Runs all calls at once; their outputs are in the order of the calls. */
  private List<ToolCallOutputItem> runTools(List<ToolCallItem> calls) {
    List<Future<Object>> running = new ArrayList<>();
    long start = System.nanoTime();
    List<Optional<FunctionTool>> tools = calls.stream().map(this::toolFor).toList();
    for (int i = 0; i < calls.size(); i++) {
      running.add(start(calls.get(i), tools.get(i)));
    }
    cancellation.stopBy(() -> running.forEach(tool -> tool.cancel(true)));
    try {
      List<ToolCallOutputItem> outputs = new ArrayList<>();
      for (int i = 0; i < calls.size(); i++) {
        Object output = await(running.get(i), tools.get(i), start);
        outputs.add(new ToolCallOutputItem(calls.get(i), output));
        add(outputs.get(i));
      }
      return outputs;
    } finally {
      running.forEach(tool -> tool.cancel(true));
    }
  }

  private Optional<FunctionTool> toolFor(ToolCallItem call) {
    Optional<FunctionTool> tool =
        agent.tools().stream().filter(t -> t.name().equals(call.name())).findFirst();
    if (tool.isEmpty() && config.raisesToolNotFound()) {
      throw new ModelBehaviorError("Tool " + call.name() + " not found in agent " + agent.name());
    }
    return tool;
  }

  private Future<Object> start(ToolCallItem call, Optional<FunctionTool> tool) {
    return Threads.submit(
        () ->
            tool.isEmpty()
                ? "Tool '" + call.name() + "' not found."
                : trace.span(
                    "tool " + call.name(), () -> tool.get().invoke(context, call.arguments())));
  }

  private Object await(Future<Object> running, Optional<FunctionTool> tool, long start) {
    Optional<Duration> timeout = tool.flatMap(FunctionTool::timeout);
    try {
      if (timeout.isEmpty()) {
        return running.get();
      }
      long left = timeout.get().toNanos() - (System.nanoTime() - start);
      return running.get(left, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      running.cancel(true);
      return "Tool '%s' timed out after %s seconds."
          .formatted(tool.get().name(), seconds(timeout.get()));
    } catch (ExecutionException e) {
      throw Threads.unchecked(e.getCause());
    } catch (InterruptedException e) {
      throw new CancellationException("The run was interrupted while a tool ran.");
    }
  }

  private static String seconds(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString();
  }

  // What the run leaves behind.

  private void add(RunItem item) {
    newItems.add(item);
    soFar = result(null);
    emit(new RunItemStreamEvent(item.eventName(), item));
  }

  private void emit(StreamEvent event) {
    cancellation.check();
    reader.ifPresent(r -> r.accept(event));
  }

  private RunData data() {
    return new RunData(
        input,
        List.copyOf(newItems),
        List.copyOf(rawResponses),
        context.usage(),
        partialText.toString());
  }

  private RunResult result(Object finalOutput) {
    return new RunResult(finalOutput, data(), agent, trace);
  }

  private static <T extends RunItem> List<T> only(Class<T> type, List<RunItem> items) {
    return items.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
