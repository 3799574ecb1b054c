package agents;

import static agents.ScriptedModel.*;
import static agents.Tools.*;
import static org.junit.jupiter.api.Assertions.*;

import agents.RunItem.MessageOutputItem;
import com.openai.models.responses.ResponseInputItem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a run leaves behind, whether it ended well or not. */
@Timeout(60)
class ResultTest {
  record Actor(String name, Optional<String> role) {}

  record Scene(String place, List<Actor> actors) {}

  private static Agent filmAgent(Model model) {
    return Agent.builder().name("Test").model(model).outputType(Scene.class).build();
  }

  @Test
  void structuredOutputOfNestedRecordsAndLists() {
    String json =
        "{\"place\":\"ship\",\"actors\":[{\"name\":\"Weaver\",\"role\":\"Ripley\"},{\"name\":\"Jones\",\"role\":null}]}";
    ScriptedModel model = play(turn(text(json)));
    RunResult result = Runner.runSync(filmAgent(model), "A scene?");

    var actors =
        List.of(new Actor("Weaver", Optional.of("Ripley")), new Actor("Jones", Optional.empty()));
    assertEquals(new Scene("ship", actors), result.finalOutputAs(Scene.class));
    assertTrue(model.requests.get(0).outputSchema().isPresent());
  }

  @Test
  void anInvalidStructuredOutputFailsAndKeepsTheMessage() {
    for (String bad : List.of("{\"place\":", "{\"place\":\"ship\"}", "nice", "[]")) {
      Agent agent = filmAgent(play(turn(text(bad))));
      var error = assertThrows(ModelBehaviorError.class, () -> Runner.runSync(agent, "A scene?"));

      assertTrue(error.getMessage().contains("Scene"), error.getMessage());
      assertEquals(1, error.getMessage().lines().count(), error.getMessage());
      var item = (MessageOutputItem) error.runData().newItems().get(0);
      assertEquals(bad, item.text());
      assertEquals(1, error.runData().usage().requests());
    }
  }

  @Test
  void eachWayTakesATextOrAListWithAConfigurationOrWithout() {
    Agent agent = agent(ScriptedModel.always(turn(text("Hello"))));
    RunConfig config = RunConfig.builder().workflowName("Mine").build();
    List<ResponseInputItem> list = List.of(InputItems.user("Hi"));
    List<RunResult> without =
        List.of(
            Runner.runSync(agent, "Hi"),
            Runner.runSync(agent, list),
            Runner.run(agent, "Hi").join(),
            Runner.run(agent, list).join(),
            Runner.runStreamed(agent, "Hi"),
            Runner.runStreamed(agent, list));
    List<RunResult> with =
        List.of(
            Runner.runSync(agent, "Hi", config),
            Runner.runSync(agent, list, config),
            Runner.run(agent, "Hi", config).join(),
            Runner.run(agent, list, config).join(),
            Runner.runStreamed(agent, "Hi", config),
            Runner.runStreamed(agent, list, config));
    for (RunResult result : Stream.concat(without.stream(), with.stream()).toList()) {
      if (result instanceof RunResultStreaming run) {
        Events.all(run);
      }
      assertEquals("Hello", result.finalOutput());
      assertEquals("Hi", InputItems.text(result.toInputList().get(0)));
      assertEquals(with.contains(result), result.trace().toString().startsWith("Mine"));
    }
  }

  @Test
  void numbersAreReadAsTheirOwnType() {
    Model model = play(turn(text("{\"response\":42}")));
    Agent agent = Agent.builder().name("Test").model(model).outputType(int.class).build();
    RunResult result = Runner.runSync(agent, "What is 6 times 7?");
    assertEquals(42, result.finalOutputAs(int.class));
    assertThrows(UserError.class, () -> result.finalOutputAs(null));
    assertEquals(42, result.finalOutputAs(Integer.class));
    assertThrows(UserError.class, () -> result.finalOutputAs(String.class));
  }

  @Test
  void askingForTheWrongTypeSaysWhatIsMissing() {
    RunResult result = Runner.runSync(agent(play(turn(text("Hello")))), "Hi");
    var error = assertThrows(UserError.class, () -> result.finalOutputAs(Scene.class));
    assertTrue(error.getMessage().contains("outputType(Scene.class)"), error.getMessage());
  }

  @Test
  void usageIsSummedOverTheTurns() {
    RunResult result =
        Runner.runSync(agent(play(turn(call("weather", "{}")), turn(text("ok"))), weather()), "Go");
    assertEquals(new Usage(2, 14, 0, 10, 0, 24), result.usage());
  }

  @Test
  void whatCameBeforeAFailureIsKept() {
    Model model = play(turn(call("weather", "{}")), failure(new IllegalStateException("gone")));
    Agent agent = agent(model, weather());
    var error = assertThrows(ModelCallError.class, () -> Runner.runSync(agent, "Go"));

    assertEquals(2, error.runData().newItems().size());
    assertEquals(3, error.runData().toInputList().size());
  }

  @Test
  void theTextOfAStreamThatIsCutIsKept() throws Exception {
    String begun = Http.frames(Http.events(1, turn(text("Once upon a time"))).stream().limit(7));
    String beginning = RawServer.SSE + begun;
    try (RawServer server = RawServer.answering(out -> out.write(beginning.getBytes()));
        var run = Runner.runStreamed(agent(Http.responses(server.url())), "A story")) {
      var error = assertThrows(ModelCallError.class, () -> Events.all(run));
      assertEquals("Once upon a ", error.runData().partialText());
      assertEquals("Once upon a ", run.partialText());
      assertEquals(List.of(), run.newItems());
    }
  }

  @Test
  void textThatHasBecomeAnItemIsNoLongerPartial() {
    try (var run = Runner.runStreamed(agent(play(turn(text("Hello you")))), "Hi")) {
      Events.all(run);
      assertEquals("", run.partialText());
      assertEquals("Hello you", run.finalOutput());
    }
  }

  @Test
  void theTraceHasASpanForEachModelCallAndTool() {
    Model model = play(turn(call("weather", "{}")), turn(text("ok")));
    RunConfig.Builder config = RunConfig.builder().workflowName("Forecast");
    config.traceMetadata(Map.of("class", "7b"));
    RunResult result = Runner.runSync(agent(model, weather()), "Go", config.build());

    assertEquals(
        List.of("model scripted", "tool weather", "model scripted"),
        result.trace().spans().stream().map(Trace.Span::name).toList());
    String shown = result.trace().toString();
    assertTrue(shown.startsWith("Forecast{class=7b}") && shown.lines().count() == 4, shown);
  }

  @Test
  void theTraceIsLoggedAtTheLevelForDebugging() {
    RunConfig config = RunConfig.builder().workflowName("Debugged").build();
    Logger logger = Logger.getLogger("agents");
    logger.setLevel(Level.FINE);
    try {
      Agent agent = agent(play(turn(text("Hello"))));
      List<String> logged =
          SessionTest.warningsOf(() -> Runner.runSync(agent, "Hi", config)).stream()
              .filter(line -> line.startsWith("Debugged{}")) // other tests run beside this one
              .toList();
      assertEquals(1, logged.size());
      assertTrue(logged.get(0).endsWith("model scripted"), logged.get(0));
    } finally {
      logger.setLevel(null);
    }
  }

  @Test
  void aFailedCallIsInTheTraceToo() {
    Model model = play(turn(call("broken", "{}")), turn(text("ok")));
    RunResult result = Runner.runSync(agent(model, throwing("boom")), "Go");
    assertEquals("tool broken", result.trace().spans().get(1).name());
  }

  @Test
  void withTracingDisabledThereAreNoSpans() {
    RunConfig config = RunConfig.builder().tracingDisabled(true).build();
    RunResult result = Runner.runSync(agent(play(turn(text("Hello")))), "Hi", config);
    assertEquals(List.of(), result.trace().spans());
  }
}
