package agents;

import static agents.UserError.required;

import agents.RunItem.HandoffCallItem;
import agents.RunItem.HandoffOutputItem;
import agents.RunItem.MessageOutputItem;
import agents.RunItem.ToolCallItem;
import agents.RunItem.ToolCallOutputItem;
import agents.StreamEvent.AgentUpdatedStreamEvent;
import agents.StreamEvent.RawResponseEvent;
import agents.StreamEvent.RunItemStreamEvent;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseStreamEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import wire.Trouble;
import wire.UnreadableAnswer;

/**
 * The loop that turns a model into an agent: call the model, run the tools it asks for, show it
 * their outputs, and call it again until it answers. All three methods of {@link Runner} use this
 * loop.
 */
final class AgentLoop {
  private final RunResult result;
  private final RunConfig config;
  private final RunContext context;
  private final Memory memory;
  private final Guardrails guardrails;
  private final Cancellation cancellation;
  private final RunResultStreaming reader;

  /** What the model sees: the input and all new items. A handoff may have shortened it. */
  private List<ResponseInputItem> history;

  private final Set<String> agentsThatUsedTools = new HashSet<>();
  private Agent agent;
  private Model model;

  /**
   * @param result gets what the run produces, step by step
   * @param reader gets each event; if null, the model sends whole answers
   */
  AgentLoop(
      RunResult result, RunConfig config, Cancellation cancellation, RunResultStreaming reader) {
    this.result = result;
    this.config = config;
    this.cancellation = cancellation;
    this.reader = reader;
    context = new RunContext(config, result);
    memory = new Memory(config);
    guardrails = new Guardrails(result, context, cancellation);
  }

  RunResult run() {
    try {
      takeTurns();
      return result;
    } catch (RuntimeException e) {
      cancellation.check();
      AgentsException failure = UserError.causedBy("An object given to this run", e);
      memory.forgetQuestion(failure);
      throw failure.carry(result);
    } finally {
      System.getLogger("agents").log(System.Logger.Level.DEBUG, result.trace);
    }
  }

  private void takeTurns() {
    result.input = memory.recall(result.input);
    history = new ArrayList<>(result.input);
    letAct(result.lastAgent);
    for (int turn = 1; reader == null || reader.wantsTurn(turn); turn++) {
      cancellation.check();
      if (turn > config.maxTurns) {
        throw new MaxTurnsExceeded(config.maxTurns);
      }
      List<RunItem> answer = ask();
      List<HandoffCallItem> handoffs = only(HandoffCallItem.class, answer);
      List<ToolCallOutputItem> outputs = runTools(only(ToolCallItem.class, answer));
      Optional<Object> finalOutput = Optional.empty();
      if (!handoffs.isEmpty()) {
        handOff(handoffs);
      } else if (!outputs.isEmpty()) {
        finalOutput = finalOutputOf(outputs);
      } else {
        finalOutput = finalOutput(only(MessageOutputItem.class, answer));
      }
      finalOutput.ifPresent(output -> guardrails.after(agent, output));
      memory.keep(result);
      if (finalOutput.isPresent()) {
        result.finalOutput = finalOutput.get();
        return;
      }
    }
  }

  private void letAct(Agent next) {
    agent = next;
    result.lastAgent = next;
    model = UserError.calling("The model provider", () -> config.modelFor(next));
    OpenAIDefaults.announce(model);
    emit(new AgentUpdatedStreamEvent(next));
  }

  // The model's part of a turn.

  private List<RunItem> ask() {
    Model.Request request =
        new Model.Request(
            UserError.calling(
                "The function that makes the instructions",
                () -> Optional.ofNullable(agent.instructions.apply(context))),
            List.copyOf(history),
            agent.definitions(),
            Optional.ofNullable(agent.outputType).map(type -> type.schema),
            settings());
    List<RunItem> items = new ArrayList<>();
    guardrails.around(agent, () -> items.addAll(answer(request)));
    result.partialText.setLength(0);
    items.forEach(this::add);
    return items;
  }

  private List<RunItem> answer(Model.Request request) {
    try {
      Response response = result.trace.span("model " + model, () -> response(request));
      List<RunItem> items = AnswerItems.of(response, agent, model);
      result.rawResponses.add(response);
      refuseUnlessAnswer(response, items, request.settings());
      return items;
    } catch (AgentsException e) {
      throw e;
    } catch (Exception e) {
      cancellation.check();
      String problem = Trouble.explain(e, model.toString());
      throw e instanceof UnreadableAnswer
          ? new ModelBehaviorError(problem, e)
          : new ModelCallError(problem, e);
    }
  }

  /** After its first tool call, a model that had to call a tool is free to answer. */
  private ModelSettings settings() {
    ModelSettings settings = agent.modelSettings.overlaidBy(config.modelSettings);
    boolean reset = agent.resetToolChoice && agentsThatUsedTools.contains(agent.name);
    return reset ? settings.with("tool_choice", null) : settings;
  }

  private Response response(Model.Request request) throws IOException {
    EventBatch events = this::pass;
    return reader == null ? model.respond(request) : model.stream(request, events);
  }

  /** Fails if a response was cut, filtered or empty. Its tokens count, but its calls don't run. */
  private void refuseUnlessAnswer(Response response, List<RunItem> items, ModelSettings settings) {
    Optional<String> problem =
        Trouble.inAnswer(response, model.toString(), settings.value("max_tokens"));
    if (problem.isPresent()) {
      if (result.partialText.isEmpty()) { // a whole answer has no deltas
        only(MessageOutputItem.class, items).forEach(m -> result.partialText.append(m.text()));
      }
      throw new ModelBehaviorError(problem.get());
    }
  }

  private void pass(List<ResponseStreamEvent> events) {
    Cancellation call = Cancellation.current(); // ends before the run does if a guardrail trips
    (call == null ? cancellation : call).check();
    for (ResponseStreamEvent event : events) {
      event
          .outputTextDelta()
          .flatMap(text -> text._delta().asKnown())
          .ifPresent(result.partialText::append);
    }
    emit(events.stream().map(RawResponseEvent::new).toList());
  }

  /** Returns empty if the model should have sent an object but sent no text. It is called again. */
  private Optional<Object> finalOutput(List<MessageOutputItem> messages) {
    MessageOutputItem last = messages.isEmpty() ? null : messages.get(messages.size() - 1);
    String text = last == null ? "" : last.text();
    if (last != null && text.isEmpty() && !last.refusal().isEmpty()) {
      throw new ModelRefusalError(last.refusal());
    }
    if (agent.outputType == null) {
      if (last != null && text.isEmpty()) {
        throw new ModelBehaviorError(model + ": The model said nothing. Ask again.");
      }
      return Optional.of(text);
    }
    return text.isBlank() ? Optional.empty() : Optional.of(agent.outputType.read(text));
  }

  // The tools' part of a turn.

  /** Runs the calls at the same time. Returns their outputs in the order of the calls. */
  private List<ToolCallOutputItem> runTools(List<ToolCallItem> calls) {
    var work = calls.stream().map(this::workFor).toList(); // fails before any tool has started
    return Parallel.run(work, config.maxToolConcurrency, cancellation, this::add);
  }

  private Callable<ToolCallOutputItem> workFor(ToolCallItem call) {
    FunctionTool tool = toolFor(call).orElse(null);
    if (tool != null) {
      return () -> result.trace.span("tool " + call.name(), () -> tool.run(context, call));
    }
    if (!config.returnToolNotFoundToModel) {
      throw new ModelBehaviorError("Tool " + call.name() + " not found in agent " + agent.name);
    }
    var notFound = ToolCallOutputItem.of(call, "Tool '" + call.name() + "' not found.");
    return () -> notFound;
  }

  private Optional<FunctionTool> toolFor(ToolCallItem call) {
    return agent.tools.stream().filter(tool -> tool.name().equals(call.name())).findFirst();
  }

  /** Returns empty if the model should see the outputs. It always sees that a tool was missing. */
  private Optional<Object> finalOutputOf(List<ToolCallOutputItem> outputs) {
    agentsThatUsedTools.add(agent.name);
    var found = outputs.stream().filter(output -> toolFor(output.call()).isPresent()).toList();
    return found.isEmpty()
        ? Optional.empty()
        : UserError.calling(
            "The tool use behavior", () -> agent.toolUseBehavior.finalOutput(found));
  }

  /** The first agent that was called takes over. The other calls get an output that says so. */
  private void handOff(List<HandoffCallItem> calls) {
    agentsThatUsedTools.add(agent.name);
    for (HandoffCallItem other : calls.subList(1, calls.size())) {
      ToolCallItem call = new ToolCallItem(other.rawItem());
      add(ToolCallOutputItem.of(call, "Multiple handoffs detected, ignoring this one."));
    }
    HandoffCallItem call = calls.get(0);
    Agent target = call.handoff().take(context, call.rawItem().arguments());
    add(new HandoffOutputItem(call, agent, target));
    List<ResponseInputItem> seen =
        UserError.calling(
            "The input filter of a handoff", () -> call.handoff().inputFilter().apply(history));
    history = new ArrayList<>(Memory.whole(required(seen, "What the input filter returned")));
    letAct(target);
  }

  // What the run leaves behind.

  private void add(RunItem item) {
    result.newItems.add(item);
    history.add(item.toInputItem());
    emit(new RunItemStreamEvent(item.eventName(), item));
  }

  private void emit(StreamEvent event) {
    emit(List.of(event));
  }

  private void emit(List<? extends StreamEvent> events) {
    cancellation.check();
    if (reader != null) {
      reader.hand(events);
    }
  }

  private static <T> List<T> only(Class<T> type, List<RunItem> items) {
    return items.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
