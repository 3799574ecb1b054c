package agents;

import static agents.ScriptedModel.*;
import static agents.Tools.*;
import static org.junit.jupiter.api.Assertions.*;

import agents.StreamEvent.RunItemStreamEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The acceptance cases of the helper: what ends a run, and what RunConfig decides. */
class Cases13To17Test {
  record Movie(String title, int year) {}

  @Test
  void case13_theToolOfTheLastTurnIsSeenBeforeTheRunFails() {
    RunConfig config = RunConfig.builder().maxTurns(1).build();
    Agent agent = agent(always(turn(call("weather", "{}"))), weather());
    List<String> items = new ArrayList<>();
    try (var run = Runner.runStreamed(agent, "Go", config)) {
      assertThrows(
          MaxTurnsExceeded.class,
          () -> {
            for (StreamEvent event : run.streamEvents()) {
              if (event instanceof RunItemStreamEvent item) {
                items.add(item.name());
              }
            }
          });
    }
    assertEquals(List.of("tool_called", "tool_output"), items);
  }

  private static RunResult stopping(ScriptedModel model, ToolUseBehavior behavior) {
    Agent.Builder agent = Agent.builder().name("Test").model(model).tool(weather()).tool(city());
    return Runner.runSync(agent.toolUseBehavior(behavior).build(), "Go");
  }

  @Test
  void case14_stopOnFirstTool() {
    ScriptedModel model = play(turn(call("weather", "{}"), call("city", "{\"name\":\"Rome\"}")));
    RunResult result = stopping(model, ToolUseBehavior.STOP_ON_FIRST_TOOL);

    assertEquals("sunny", result.finalOutput());
    assertEquals(1, model.requests.size());
  }

  @Test
  void case14_stopAtNamedTools() {
    ScriptedModel model =
        play(turn(call("weather", "{}")), turn(call("city", "{\"name\":\"Rome\"}")));
    RunResult result = stopping(model, ToolUseBehavior.stopAtTools("city"));

    assertEquals("Rome", result.finalOutput());
    assertEquals(2, model.requests.size());
  }

  private static List<String> toolChoices(boolean reset) {
    ScriptedModel model = play(turn(call("weather", "{}")), turn(text("done")));
    Agent.Builder agent = Agent.builder().name("Test").model(model).tool(weather());
    agent.modelSettings(ModelSettings.DEFAULT.toolChoice("required")).resetToolChoice(reset);
    Runner.runSync(agent.build(), "Go");
    return model.requests.stream()
        .map(r -> String.valueOf(r.settings().asParameters("max_tokens").get("tool_choice")))
        .toList();
  }

  @Test
  void case15_toolChoiceIsResetOnceAToolWasUsed() {
    assertEquals(List.of("required", "null"), toolChoices(true));
  }

  @Test
  void case15_toolChoiceStaysIfAskedTo() {
    assertEquals(List.of("required", "required"), toolChoices(false));
  }

  private static RunResult structured(ScriptedModel model) {
    Agent agent = Agent.builder().name("Test").model(model).outputType(Movie.class).build();
    return Runner.runSync(agent, "A movie?");
  }

  @Test
  void case16_theLastOfTwoMessagesIsTheStructuredOutput() {
    String alien = "{\"title\":\"Alien\",\"year\":1979}";
    RunResult result =
        structured(play(turn(text("{\"title\":\"Brazil\",\"year\":1985}"), text(alien))));

    assertEquals(new Movie("Alien", 1979), result.finalOutputAs(Movie.class));
  }

  @Test
  void case16_aStructuredOutputThatIsEmptyIsAskedForAgain() {
    String alien = "{\"title\":\"Alien\",\"year\":1979}";
    RunResult result = structured(play(turn(text("")), turn(text(alien))));

    assertEquals(new Movie("Alien", 1979), result.finalOutput());
  }

  @Test
  void case16_aRefusalEndsTheRunWithoutAnotherTry() {
    ScriptedModel model = play(turn(refusal("I will not.")));

    var error = assertThrows(ModelRefusalError.class, () -> structured(model));
    assertEquals("I will not.", error.refusal());
    assertEquals(1, model.requests.size());
    assertEquals(1, error.runData().newItems().size());
  }

  private static Model named(String name, List<String> asked) {
    asked.add(name);
    return play(turn(text(name)));
  }

  @Test
  void case17_theRunsModelBeatsTheAgents() {
    List<String> asked = new ArrayList<>();
    RunConfig.Builder config = RunConfig.builder().modelProvider(name -> named(name, asked));
    Agent byName = Agent.builder().name("Test").model("agent-model").build();

    var result = Runner.runSync(byName, "Hi", config.model("run-model").build());
    assertEquals("run-model", result.finalOutput());

    var object = RunConfig.builder().model(play(turn(text("run object")))).build();
    assertEquals("run object", Runner.runSync(byName, "Hi", object).finalOutput());
    assertEquals(List.of("run-model"), asked);
  }

  @Test
  void case17_aModelObjectOfTheAgentNeedsNoProviderAndAnameDoes() {
    List<String> asked = new ArrayList<>();
    RunConfig config = RunConfig.builder().modelProvider(name -> named(name, asked)).build();
    Runner.runSync(agent(play(turn(text("Hello")))), "Hi", config);
    assertEquals(List.of(), asked);

    Agent byName = Agent.builder().name("Test").model("agent-model").build();
    assertEquals("agent-model", Runner.runSync(byName, "Hi", config).finalOutput());
  }

  @Test
  void case17_theRunsSettingsOverlayTheAgentsOneByOne() {
    ScriptedModel model = play(turn(text("Hello")));
    Agent.Builder agent = Agent.builder().name("Test").model(model);
    agent.modelSettings(ModelSettings.DEFAULT.temperature(0.1).maxTokens(50));
    RunConfig.Builder config = RunConfig.builder();
    config.modelSettings(ModelSettings.DEFAULT.temperature(0.9).topP(0.5));
    Runner.runSync(agent.build(), "Hi", config.build());

    var sent = model.requests.get(0).settings().asParameters("max_tokens");
    assertEquals(
        "0.9 0.5 50",
        sent.get("temperature") + " " + sent.get("top_p") + " " + sent.get("max_tokens"));
    assertEquals(3, sent.size());
  }
}
