package agents;

import static agents.ScriptedModel.call;
import static agents.ScriptedModel.play;
import static agents.ScriptedModel.text;
import static agents.ScriptedModel.turn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks of what goes into a run and what comes out of it, as in Python's Agents SDK. */
@Timeout(120)
class GuardrailTest {
  private static final RunConfig DEFAULT = RunConfig.builder().build();
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private static GuardrailFunctionOutput found(boolean trips) {
    return new GuardrailFunctionOutput(trips ? "bad" : "good", trips);
  }

  private static InputGuardrail input(String name, boolean trips) {
    return InputGuardrail.of(name, (context, agent, input) -> found(trips));
  }

  /** Never ends by itself; says when it has begun, and when it was ended. */
  private static InputGuardrail endless(CountDownLatch begun, CountDownLatch ended) {
    return InputGuardrail.of(
        "endless",
        (context, agent, input) -> {
          begun.countDown();
          try {
            NEVER.await();
            return found(false);
          } finally {
            ended.countDown();
          }
        });
  }

  private static Agent.Builder agent(Model model) {
    return Agent.builder().name("Test").model(model);
  }

  @ParameterizedTest
  @EnumSource(Ways.class)
  void anInputGuardrailThatTripsEndsTheRun(Ways way) {
    for (boolean parallel : List.of(true, false)) {
      ScriptedModel model = ScriptedModel.always(turn(text("Hello")));
      InputGuardrail homework = input("homework", true).runInParallel(parallel);
      Agent agent = agent(model).inputGuardrail(homework).build();

      var error =
          assertThrows(InputGuardrailTripwireTriggered.class, () -> way.run(agent, "Hi", DEFAULT));
      assertEquals("Input guardrail homework tripped: bad", error.getMessage());
      assertSame(homework, error.guardrailResult().guardrail());
      assertEquals("bad", error.guardrailResult().output().outputInfo());
      assertEquals(List.of(error.guardrailResult()), error.runData().inputGuardrailResults());
      assertEquals(List.of(), error.runData().newItems());
      if (!parallel) {
        assertEquals(List.of(), model.requests);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Ways.class)
  void guardrailsThatPassChangeNothing(Ways way) {
    ScriptedModel model = play(turn(call("weather", "{}")), turn(text("Sunny.")));
    AtomicInteger calls = new AtomicInteger();
    InputGuardrail counts =
        InputGuardrail.of(
            "counts",
            (context, agent, input) -> {
              calls.incrementAndGet();
              assertEquals("Test", agent.name());
              assertEquals("Hi", InputItems.text(input.get(input.size() - 1)));
              return found(false);
            });
    Agent agent =
        agent(model)
            .tool(Tools.weather())
            .inputGuardrail(counts)
            .inputGuardrail(counts.runInParallel(false))
            .outputGuardrail(OutputGuardrail.of("out", (run, a, output) -> found(false)))
            .build();
    RunResult result = way.run(agent, "Hi", DEFAULT);

    assertEquals("Sunny.", result.finalOutput());
    assertEquals(2, calls.get(), "once each, in the first turn");
    assertEquals(2, result.inputGuardrailResults().size());
    assertEquals("Sunny.", result.outputGuardrailResults().get(0).agentOutput());
  }

  @Test
  void passingGuardrailsDoNotChangeTheEvents() {
    List<List<String>> names = new ArrayList<>();
    for (boolean guarded : List.of(true, false)) {
      Agent.Builder agent = agent(play(turn(call("weather", "{}")), turn(text("Sunny."))));
      agent.tool(Tools.weather());
      if (guarded) {
        agent.inputGuardrail(input("in", false));
        agent.outputGuardrail(OutputGuardrail.of("out", (run, a, output) -> found(false)));
      }
      try (RunResultStreaming run = Runner.runStreamed(agent.build(), "Hi")) {
        names.add(Events.names(run));
      }
    }
    assertEquals(names.get(1), names.get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "responses"})
  void whatWasShownBeforeItTrippedIsKept(String api) throws Exception {
    String beginning =
        api.equals("chat")
            ? Http.chunk("{'content':'Hello '}")
            : Http.events(1, turn(text("Hello "))).stream()
                .map(event -> event + "")
                .filter(event -> event.contains("output_text.delta"))
                .findFirst()
                .orElseThrow();
    CountDownLatch shown = new CountDownLatch(1);
    InputGuardrail late =
        InputGuardrail.of(
            "late",
            (context, agent, input) -> {
              Tools.await(shown);
              return found(true);
            });
    try (RawServer server = RawServer.stalling(RawServer.SSE + "data: " + beginning + "\n\n")) {
      MemorySession session = new MemorySession();
      RunConfig config = RunConfig.builder().session(session).build();
      Agent agent = agent(Http.model(api, server.url())).inputGuardrail(late).build();
      try (RunResultStreaming run = Runner.runStreamed(agent, "Hi", config)) {
        Events.readTo(run, "output_text.delta");
        shown.countDown();
        var error = assertThrows(InputGuardrailTripwireTriggered.class, () -> Events.all(run));
        assertEquals("Hello ", error.runData().partialText());
        assertEquals("Hello ", run.partialText());
        assertNull(run.finalOutput());
      }
      Tools.await(server.hungUp);
      assertEquals(1, server.requests.get());
      assertEquals(List.of(), session.getItems(), "the next question does not meet it again");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "responses"})
  void aTripEndsTheBlockingCallOfASilentModel(String api) throws Exception {
    try (RawServer server = RawServer.stalling("")) {
      InputGuardrail late =
          InputGuardrail.of(
              "late",
              (context, agent, input) -> {
                Tools.await(server.asked);
                return found(true);
              });
      Agent agent = agent(Http.model(api, server.url())).inputGuardrail(late).build();

      assertThrows(InputGuardrailTripwireTriggered.class, () -> Runner.runSync(agent, "Hi"));
      Tools.await(server.hungUp);
    }
  }

  @Test
  void toolsWaitForTheGuardrails() {
    CountDownLatch asked = new CountDownLatch(1);
    AtomicInteger ran = new AtomicInteger();
    FunctionTool tool = FunctionTool.of("count", "Counts.", run -> ran.incrementAndGet());
    InputGuardrail late =
        InputGuardrail.of(
            "late",
            (context, agent, input) -> {
              Tools.await(asked);
              return found(true);
            });
    Model model = new Watched(play(turn(call("count", "{}"))), asked);
    Agent agent = agent(model).tool(tool).inputGuardrail(late).build();

    assertThrows(InputGuardrailTripwireTriggered.class, () -> Runner.runSync(agent, "Hi"));
    assertEquals(0, asked.getCount(), "the model has asked for the tool");
    assertEquals(0, ran.get());
  }

  @Test
  void blockingGuardrailsAreAllDoneBeforeTheModelIsAsked() {
    List<String> order = new ArrayList<>();
    ScriptedModel model = play(turn(text("Hello")));
    Consumer<String> note =
        name -> {
          synchronized (order) {
            order.add(name + " " + model.requests.size());
          }
        };
    InputGuardrail noting =
        InputGuardrail.of(
            "noting",
            (context, agent, input) -> {
              note.accept("before");
              return found(false);
            });
    Agent agent =
        agent(model)
            .inputGuardrail(noting.runInParallel(false))
            .inputGuardrail(input("beside", false))
            .inputGuardrail(noting.runInParallel(false))
            .build();
    Runner.runSync(agent, "Hi");

    assertEquals(List.of("before 0", "before 0"), order);
  }

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void theFirstThatTripsOrFailsEndsTheOthers(boolean parallel, boolean fails) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    InputGuardrail first =
        InputGuardrail.of(
            "first",
            (context, agent, input) -> {
              Tools.await(begun);
              if (fails) {
                throw new IllegalStateException("no dictionary");
              }
              return found(true);
            });
    Agent agent =
        agent(play(turn(text("Hello"))))
            .inputGuardrail(endless(begun, ended).runInParallel(parallel))
            .inputGuardrail(first.runInParallel(parallel))
            .build();

    var error = assertThrows(AgentsException.class, () -> Runner.runSync(agent, "Hi"));
    assertEquals(fails ? UserError.class : InputGuardrailTripwireTriggered.class, error.getClass());
    if (fails) {
      assertTrue(error.getMessage().contains("The guardrail first"), error.getMessage());
      assertEquals("no dictionary", error.getCause().getMessage());
    }
    Tools.await(ended);
  }

  @Test
  void aModelThatFailsEndsTheGuardrails() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Model model =
        new Model() {
          @Override
          public Response respond(Request request) {
            try {
              Tools.await(begun);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            throw new IllegalStateException("down");
          }

          @Override
          public Response stream(Request request, Consumer<ResponseStreamEvent> events) {
            return respond(request);
          }
        };
    Agent agent = agent(model).inputGuardrail(endless(begun, ended)).build();

    assertThrows(ModelCallError.class, () -> Runner.runSync(agent, "Hi"));
    Tools.await(ended);
  }

  @Test
  void cancellingTheRunEndsItsGuardrails() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    InputGuardrail endless = endless(begun, ended);
    for (boolean parallel : List.of(true)) {
      Agent agent =
          agent(play(turn(text("Hello")))).inputGuardrail(endless.runInParallel(parallel)).build();
      try (RunResultStreaming run = Runner.runStreamed(agent, "Hi")) {
        Tools.await(begun);
      }
      Tools.await(ended);
    }
  }

  @ParameterizedTest
  @EnumSource(Ways.class)
  void anOutputGuardrailThatTripsEndsTheRun(Ways way) {
    MemorySession session = new MemorySession();
    RunConfig config = RunConfig.builder().session(session).build();
    ScriptedModel model =
        play(turn(call("weather", "{}")), turn(text("secret")), turn(text("fine")));
    OutputGuardrail secrets =
        OutputGuardrail.of("secrets", (context, a, output) -> found(output.equals("secret")));
    Agent agent = agent(model).tool(Tools.weather()).outputGuardrail(secrets).build();

    var error =
        assertThrows(OutputGuardrailTripwireTriggered.class, () -> way.run(agent, "Hi", config));
    assertEquals("Output guardrail secrets tripped: bad", error.getMessage());
    assertSame(agent, error.guardrailResult().agent());
    assertEquals("secret", error.guardrailResult().agentOutput());
    assertEquals(1, error.runData().outputGuardrailResults().size());
    assertEquals(3, session.getItems().size(), "the turn before, and nothing of the answer");

    assertEquals("fine", way.run(agent, "Again?", config).finalOutput());
    assertEquals(4, model.requests.get(2).input().size());
  }

  @Test
  void aBlockedAnswerLeavesNoQuestionThatWouldBeAnsweredNext() {
    MemorySession session = new MemorySession();
    RunConfig config = RunConfig.builder().session(session).build();
    OutputGuardrail no = OutputGuardrail.of("no", (context, a, output) -> found(true));
    Agent agent = agent(play(turn(text("secret")))).outputGuardrail(no).build();

    assertThrows(OutputGuardrailTripwireTriggered.class, () -> Runner.runSync(agent, "Hi", config));
    assertEquals(List.of(), session.getItems());
  }

  @Test
  void theReaderHasSeenWhatAnOutputGuardrailHoldsBack() {
    OutputGuardrail no = OutputGuardrail.of("no", (context, a, output) -> found(true));
    Agent agent = agent(play(turn(text("secret")))).outputGuardrail(no).build();
    List<String> names = new ArrayList<>();
    try (RunResultStreaming run = Runner.runStreamed(agent, "Hi")) {
      var error =
          assertThrows(
              OutputGuardrailTripwireTriggered.class,
              () -> run.streamEvents().forEach(event -> names.add(Events.name(event))));
      assertEquals("message_output_created", names.get(names.size() - 1));
      assertEquals(1, error.runData().newItems().size());
      assertNull(run.finalOutput());
    }
  }

  @Test
  void aGuardrailOfTheOutputSeesTheObjectAndTheOutputOfAStoppingTool() {
    List<Object> seen = new ArrayList<>();
    OutputGuardrail sees =
        OutputGuardrail.of("sees", (context, a, output) -> found(!seen.add(output)));
    Agent.Builder typed = agent(play(turn(text("{\"name\":\"Rome\"}"))));
    Runner.runSync(typed.outputType(Tools.City.class).outputGuardrail(sees).build(), "Hi");
    Agent.Builder stopping = agent(play(turn(call("weather", "{}")))).tool(Tools.weather());
    stopping.toolUseBehavior(ToolUseBehavior.STOP_ON_FIRST_TOOL).outputGuardrail(sees);
    Runner.runSync(stopping.build(), "Hi");

    assertEquals(List.of(new Tools.City("Rome"), "sunny"), seen);
  }

  @Test
  void afterAHandoffOnlyTheOutputIsChecked() {
    List<String> checked = new ArrayList<>();
    InputGuardrail in =
        InputGuardrail.of(
            "in",
            (context, agent, input) -> {
              checked.add("in " + agent.name());
              return found(false);
            });
    OutputGuardrail out =
        OutputGuardrail.of("out", (context, agent, output) -> found(!checked.add(agent.name())));
    Agent other =
        agent(play(turn(text("Paid."))))
            .name("Billing")
            .inputGuardrail(in)
            .outputGuardrail(out)
            .build();
    Agent first =
        agent(play(turn(call("transfer_to_billing", "{}"))))
            .inputGuardrail(in)
            .outputGuardrail(out)
            .handoff(other)
            .build();
    Runner.runSync(first, "Hi");

    assertEquals(List.of("in Test", "Billing"), checked);
  }

  @Test
  void anInputGuardrailSeesWhatWasSaidBefore() {
    List<String> seen = new ArrayList<>();
    InputGuardrail sees =
        InputGuardrail.of(
            "sees",
            (context, agent, input) -> {
              input.forEach(item -> seen.add(InputItems.text(item)));
              return found(false);
            });
    MemorySession session = new MemorySession();
    session.addItems(List.of(InputItems.user("one"), InputItems.assistant("two")));
    RunConfig config = RunConfig.builder().session(session).build();
    Runner.runSync(agent(play(turn(text("Hello")))).inputGuardrail(sees).build(), "three", config);

    assertEquals(List.of("one", "two", "three"), seen);
  }

  @Test
  void aGuardrailMayAskAModel() {
    Agent judge =
        agent(play(turn(text("{\"name\":\"homework\"}")))).outputType(Tools.City.class).build();
    InputGuardrail asks =
        InputGuardrail.of(
            "judge",
            (context, agent, input) -> {
              String kind = Runner.runSync(judge, input).finalOutputAs(Tools.City.class).name();
              return new GuardrailFunctionOutput(kind, kind.equals("homework"));
            });
    Agent agent = agent(play(turn(text("Hello")))).inputGuardrail(asks).build();

    var error =
        assertThrows(InputGuardrailTripwireTriggered.class, () -> Runner.runSync(agent, "Hi"));
    assertEquals("homework", error.guardrailResult().output().outputInfo());
  }

  @Test
  void aGuardrailOfAnAgentThatIsAToolIsToldToTheModel() {
    ScriptedModel outer = play(turn(call("ask", "{\"input\":\"Hi\"}")), turn(text("Done.")));
    Agent guarded = agent(play(turn(text("x")))).inputGuardrail(input("homework", true)).build();
    Runner.runSync(Tools.agent(outer, guarded.asTool("ask", "Asks.")), "Hi");

    assertEquals(
        List.of(
            "An error occurred while running the tool. Please try again. "
                + "Error: Input guardrail homework tripped: bad"),
        Tools.outputsSeen(outer, 2));
  }

  /** A model may be slow to see that its call has ended, and says more. */
  @Test
  void whatAModelSaysAfterItTrippedIsNotPartOfTheRun() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch tripped = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    ScriptedModel script = play(turn(text("one")), turn(text("two")));
    Model stubborn =
        new Model() {
          @Override
          public Response respond(Request request) {
            throw new AssertionError("This run is streamed.");
          }

          @Override
          public Response stream(Request request, Consumer<ResponseStreamEvent> events) {
            script.stream(request, events);
            begun.countDown();
            while (tripped.getCount() > 0) {
              try {
                Tools.await(tripped);
              } catch (InterruptedException e) {
                // This is what it does not see.
              }
            }
            try {
              return script.stream(
                  request, e -> e.outputTextDelta().ifPresent(d -> events.accept(e)));
            } finally {
              stopped.countDown();
            }
          }
        };
    InputGuardrail guardrail =
        InputGuardrail.of(
            "slow",
            (context, agent, input) -> {
              Tools.await(begun);
              return found(true);
            });
    Agent agent = agent(stubborn).inputGuardrail(guardrail).build();
    try (var run = Runner.runStreamed(agent, "Go")) {
      var trip = assertThrows(InputGuardrailTripwireTriggered.class, () -> Events.all(run));
      tripped.countDown();
      Tools.await(stopped);
      assertEquals("one", trip.runData().partialText());
      var again = assertThrows(InputGuardrailTripwireTriggered.class, () -> Events.all(run));
      assertSame(trip, again);
    }
  }
}
