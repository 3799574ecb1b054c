package agents;

import static agents.ScriptedModel.call;
import static agents.ScriptedModel.play;
import static agents.ScriptedModel.text;
import static agents.ScriptedModel.turn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseStreamEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Functions of the user that throw or return nothing: the run fails in one line, with the cause.
 */
@Timeout(60)
class UsersFunctionsTest {
  private static final IllegalStateException BOOM = new IllegalStateException("boom");

  private static <T> T boom() {
    throw BOOM;
  }

  /** Runs in all three ways, each of which must fail alike. */
  private static AgentsException fails(Agent agent, RunConfig config) {
    var async =
        assertThrows(CompletionException.class, () -> Runner.run(agent, "Go", config).join());
    AgentsException failure = (AgentsException) async.getCause();
    var streamed = Runner.runStreamed(agent, "Go", config);
    var thrown = assertThrows(failure.getClass(), () -> Events.all(streamed));
    assertEquals(failure.getMessage(), thrown.getMessage());
    thrown = assertThrows(failure.getClass(), () -> Runner.runSync(agent, "Go", config));
    assertEquals(failure.getMessage(), thrown.getMessage());
    assertEquals(1, failure.getMessage().lines().count(), failure.getMessage());
    return failure;
  }

  private static void failsByUser(Agent agent, RunConfig config) {
    AgentsException failure = fails(agent, config);
    assertEquals(UserError.class, failure.getClass());
    assertSame(BOOM, failure.getCause());
  }

  private static final RunConfig DEFAULT = RunConfig.builder().build();

  private static Agent.Builder agent(ScriptedModel.Turn turn) {
    return Agent.builder().name("Test").model(ScriptedModel.always(turn));
  }

  @Test
  void instructionsThatThrow() {
    failsByUser(
        agent(turn(text("hi"))).instructions((RunContext context) -> boom()).build(), DEFAULT);
  }

  @Test
  void instructionsThatReturnNullAreNone() {
    ScriptedModel model = play(turn(text("hi")));
    Function<RunContext, String> none = context -> null;
    Agent agent = Agent.builder().name("Test").model(model).instructions(none).build();
    Runner.runSync(agent, "Hi");
    assertTrue(model.requests.get(0).instructions().isEmpty());
  }

  @Test
  void aProviderThatThrowsOrHasNoSuchModel() {
    Agent agent = Agent.builder().name("Test").model("gpt-x").build();
    failsByUser(agent, RunConfig.builder().modelProvider(name -> boom()).build());
    AgentsException failure = fails(agent, RunConfig.builder().modelProvider(name -> null).build());
    assertTrue(failure.getMessage().contains("gpt-x"), failure.getMessage());
  }

  @Test
  void aToolUseBehaviorThatThrowsOrReturnsNull() {
    Agent.Builder agent = agent(turn(call("weather", "{}"))).tool(Tools.weather());
    failsByUser(agent.toolUseBehavior(outputs -> boom()).build(), DEFAULT);
    assertEquals(
        UserError.class, fails(agent.toolUseBehavior(o -> null).build(), DEFAULT).getClass());
  }

  @Test
  void anErrorFunctionThatThrows() {
    FunctionTool tool = Tools.throwing("first").failureErrorFunction(e -> boom());
    failsByUser(agent(turn(call("broken", "{}"))).tool(tool).build(), DEFAULT);
  }

  @Test
  void anErrorFunctionThatReturnsNull() {
    FunctionTool tool = Tools.throwing("first").failureErrorFunction(e -> null);
    ScriptedModel model = play(turn(call("broken", "{}")), turn(text("done")));
    Runner.runSync(Tools.agent(model, tool), "Go");
    assertEquals("null", Tools.outputsSeen(model, 2).get(0));
  }

  @Test
  void anOutputWhoseToStringThrowsOrReturnsNull() {
    FunctionTool tool =
        FunctionTool.of(
            "x",
            "A tool.",
            context ->
                new Object() {
                  @Override
                  public String toString() {
                    return boom();
                  }
                });
    ScriptedModel model = play(turn(call("x", "{}")), turn(text("done")));
    RunResult result = Runner.runSync(Tools.agent(model, tool), "Go");
    assertTrue(Tools.outputsSeen(model, 2).get(0).endsWith("Error: boom"));
    assertEquals(4, result.toInputList().size());
    FunctionTool none =
        FunctionTool.of(
            "x",
            "A tool.",
            context ->
                new Object() {
                  @Override
                  public String toString() {
                    return null;
                  }
                });
    model = play(turn(call("x", "{}")), turn(text("done")));
    Runner.runSync(Tools.agent(model, none), "Go");
    assertEquals("null", Tools.outputsSeen(model, 2).get(0));
  }

  /** A model that does what it should not. */
  private record Strange(Response response, String name) implements Model {
    @Override
    public Response respond(Request request) {
      return response;
    }

    @Override
    public Response stream(Request request, Consumer<ResponseStreamEvent> events) {
      return response;
    }

    @Override
    public String toString() {
      return name == null ? boom() : name;
    }
  }

  @Test
  void aModelThatReturnsNothing() {
    Agent agent = Tools.agent(new Strange(null, "strange"));
    assertEquals(ModelBehaviorError.class, fails(agent, DEFAULT).getClass());
  }

  @Test
  void aModelThatCannotSayItsName() {
    failsByUser(Tools.agent(new Strange(null, null)), DEFAULT);
  }

  @Test
  void aModelThatThrows() {
    Agent agent = Tools.agent(ScriptedModel.always(ScriptedModel.failure(BOOM)));
    AgentsException failure = fails(agent, DEFAULT);
    assertEquals(ModelCallError.class, failure.getClass());
    assertSame(BOOM, failure.getCause());
  }

  @Test
  void whatLooksLikeACancellationIsNone() {
    CancellationException mine = new CancellationException("mine");
    Agent.Builder agent = agent(turn(call("transfer_to_other", "{}")));
    Handoff other = Handoff.to(agent(turn(text("hi"))).name("Other").build());
    for (Handoff handoff :
        List.of(other.onHandoff(c -> cancelled(mine)), other.inputFilter(h -> cancelled(mine)))) {
      AgentsException failure = fails(agent.build().toBuilder().handoff(handoff).build(), DEFAULT);
      assertEquals(UserError.class, failure.getClass());
      assertSame(mine, failure.getCause());
    }
    Session session =
        new Session() {
          @Override
          public List<ResponseInputItem> getItems(int limit) {
            return cancelled(mine);
          }

          @Override
          public void addItems(List<ResponseInputItem> items) {}

          @Override
          public Optional<ResponseInputItem> popItem() {
            return Optional.empty();
          }

          @Override
          public void clearSession() {}
        };
    RunConfig config = RunConfig.builder().session(session).build();
    assertSame(mine, fails(agent(turn(text("hi"))).build(), config).getCause());
  }

  private static <T> T cancelled(CancellationException e) {
    throw e;
  }

  @Test
  void nothingWhereSomethingIsNeededIsNamed() {
    Handoff other = Handoff.to(agent(turn(text("hi"))).name("Other").build());
    Agent.Builder agent = agent(turn(call("transfer_to_other", "{}")));
    assertSaysMissing("input filter", agent.handoff(other.inputFilter(h -> null)).build());
    InputGuardrail input = InputGuardrail.of("polite", (context, a, items) -> null);
    assertSaysMissing("guardrail polite", agent(turn(text("hi"))).inputGuardrail(input).build());
    OutputGuardrail output = OutputGuardrail.of("short", (context, a, items) -> null);
    assertSaysMissing("guardrail short", agent(turn(text("hi"))).outputGuardrail(output).build());
    assertThrows(UserError.class, () -> agent.handoff((Agent) null));
    assertThrows(UserError.class, () -> agent.handoffDescription(null));
    assertThrows(UserError.class, () -> RunConfig.builder().sessionLimit(-1));
  }

  private static void assertSaysMissing(String what, Agent agent) {
    AgentsException failure = fails(agent, DEFAULT);
    assertEquals(UserError.class, failure.getClass());
    assertTrue(
        failure.getMessage().contains(what + " is missing")
            || failure.getMessage().contains(what + " returned is missing"),
        failure.getMessage());
  }

  @Test
  void causesThatGoRoundInACircle() {
    RuntimeException one = new RuntimeException("sk-abcdefghijklm");
    one.initCause(new RuntimeException("two", one));
    AgentsException failure =
        fails(Tools.agent(ScriptedModel.always(ScriptedModel.failure(one))), DEFAULT);
    assertEquals(ModelCallError.class, failure.getClass());
  }

  @Test
  void aTimeoutOfAsLongAsThereIs() {
    FunctionTool tool = Tools.weather().timeout(Duration.ofSeconds(Long.MAX_VALUE));
    ScriptedModel model = play(turn(call("weather", "{}")), turn(text("done")));
    assertEquals("done", Runner.runSync(Tools.agent(model, tool), "Go").finalOutput());
  }
}
