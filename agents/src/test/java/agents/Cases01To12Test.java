package agents;

import static agents.ScriptedModel.*;
import static agents.Tools.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The acceptance cases of the helper, which Python's SDK meets too: turns and tools. */
class Cases01To12Test {
  private static final String TOOL_ERROR =
      "An error occurred while running the tool. Please try again. Error: ";
  private static final String JSON_ERROR =
      "An error occurred while parsing tool arguments. Please try again with valid JSON. Error: ";

  @Test
  void case01_oneMessageIsTheFinalOutput() {
    RunResult result = Runner.runSync(agent(play(turn(text("Hello")))), "Hi");

    assertEquals("Hello", result.finalOutput());
    assertEquals(1, result.newItems().size());
    assertEquals(2, result.toInputList().size());
  }

  @Test
  void case02_theInputListOfOneRunIsTheInputOfTheNext() {
    ScriptedModel model = play(turn(text("Hello")), turn(text("Again")));
    RunResult first = Runner.runSync(agent(model), "Hi");
    RunResult second = Runner.runSync(agent(model), first.toInputList());

    assertEquals(3, second.toInputList().size());
    assertEquals(first.toInputList(), model.requests.get(1).input());
  }

  @Test
  void case03_aMessageWithAToolCallIsNotFinal() {
    ScriptedModel model = play(turn(text("Let me see"), call("weather", "{}")), turn(text("done")));
    RunResult result = Runner.runSync(agent(model, weather()), "Weather?");

    assertEquals("done", result.finalOutput());
    assertEquals(2, result.rawResponses().size());
    assertEquals(5, result.toInputList().size());
  }

  @Test
  void case04_anEmptyInputListReachesTheModelAsSuch() {
    ScriptedModel model = play(turn(text("Hello")));
    Runner.runSync(agent(model), List.of());

    assertEquals(List.of(), model.requests.get(0).input());
  }

  @Test
  void case05_twoToolsOfOneTurnBothRunAndTheirOutputsAreInCallOrder() {
    ScriptedModel model =
        play(turn(call("city", "{\"name\":\"Rome\"}"), call("weather", "{}")), turn(text("done")));
    Runner.runSync(agent(model, weather(), city()), "Where?");

    assertEquals(List.of("Rome", "sunny"), outputsSeen(model, 2));
  }

  @Test
  void case06_whatAToolThrowsIsToldToTheModel() {
    ScriptedModel model = play(turn(call("broken", "{}")), turn(text("Sorry")));
    RunResult result = Runner.runSync(agent(model, throwing("boom")), "Go");

    assertEquals(List.of(TOOL_ERROR + "boom"), outputsSeen(model, 2));
    assertEquals("Sorry", result.finalOutput());

    ScriptedModel again = play(turn(call("broken", "{}")), turn(text("Sorry")));
    Runner.runSync(agent(again, throwing(null)), "Go");
    assertEquals(List.of(TOOL_ERROR + "java.lang.IllegalStateException"), outputsSeen(again, 2));
  }

  @Test
  void case07_argumentsThatAreNoJsonAreToldToTheModel() {
    ScriptedModel model = play(turn(call("city", "{\"name\":")), turn(text("Sorry")));
    RunResult result = Runner.runSync(agent(model, city()), "Go");

    String output = outputsSeen(model, 2).get(0);
    assertTrue(output.startsWith(JSON_ERROR), output);
    assertEquals(1, output.lines().count(), output);
    assertEquals("Sorry", result.finalOutput());
  }

  @Test
  void case07_argumentsThatAreNoJsonEndTheRunOfAToolWithoutErrorFunction() {
    FunctionTool strict = city().failureErrorFunction(null);
    Agent agent = agent(play(turn(call("city", "{\"name\":"))), strict);

    assertThrows(ModelBehaviorError.class, () -> Runner.runSync(agent, "Go"));
  }

  @Test
  void case07_noArgumentsAreAnEmptyObject() {
    ScriptedModel model = play(turn(call("weather", "")), turn(text("done")));
    Runner.runSync(agent(model, weather()), "Go");

    assertEquals(List.of("sunny"), outputsSeen(model, 2));
  }

  @Test
  void case08_whatAToolWithoutErrorFunctionThrowsEndsTheRun() {
    FunctionTool strict = throwing("boom").failureErrorFunction(null);
    Agent agent = agent(play(turn(call("broken", "{}"))), strict);

    UserError error = assertThrows(UserError.class, () -> Runner.runSync(agent, "Go"));
    assertEquals("Error running tool broken: boom", error.getMessage());
    assertEquals("boom", error.getCause().getMessage());
  }

  @Test
  void case09_anUnknownToolEndsTheRun() {
    Agent agent = agent(play(turn(call("x", "{}"))), weather());

    var error = assertThrows(ModelBehaviorError.class, () -> Runner.runSync(agent, "Go"));
    assertEquals("Tool x not found in agent Test", error.getMessage());
  }

  /** Python: {@code tool_not_found_behavior="return_error_to_model"}. */
  @Test
  void case09_anUnknownToolIsToldToTheModelIfAskedFor() {
    ScriptedModel model = play(turn(call("x", "{}")), turn(text("done")));
    RunConfig config = RunConfig.builder().returnToolNotFoundToModel(true).build();
    RunResult result = Runner.runSync(agent(model, weather()), "Go", config);

    assertEquals(List.of("Tool 'x' not found."), outputsSeen(model, 2));
    assertEquals("done", result.finalOutput());
  }

  @Test
  void case10_aKnownToolRunsBesideAnUnknownOne() {
    ScriptedModel model = play(turn(call("weather", "{}"), call("x", "{}")), turn(text("done")));
    RunConfig config = RunConfig.builder().returnToolNotFoundToModel(true).build();
    Runner.runSync(agent(model, weather()), "Go", config);

    assertEquals(List.of("sunny", "Tool 'x' not found."), outputsSeen(model, 2));
  }

  @Test
  void case11_aModelThatAlwaysCallsToolsExceedsTheTurns() {
    ScriptedModel model = always(turn(call("weather", "{}")));
    RunConfig config = RunConfig.builder().maxTurns(3).build();
    Agent agent = agent(model, weather());

    var error = assertThrows(MaxTurnsExceeded.class, () -> Runner.runSync(agent, "Go", config));
    assertEquals("Max turns (3) exceeded", error.getMessage());
    assertEquals(3, model.requests.size());
    assertEquals(6, error.runData().newItems().size(), "the tools of the last turn ran, too");
  }

  @Test
  void case11_theSameStreamed() {
    ScriptedModel model = always(turn(call("weather", "{}")));
    RunConfig config = RunConfig.builder().maxTurns(3).build();
    try (var run = Runner.runStreamed(agent(model, weather()), "Go", config)) {
      assertThrows(MaxTurnsExceeded.class, () -> Events.all(run));
    }
    assertEquals(3, model.requests.size());
  }

  /** Python says {@code max_turns=None}; here the largest int stands for "as many as it takes". */
  @Test
  void case12_withoutALimitTheRunEndsWhenTheModelDoes() {
    List<Turn> turns = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      turns.add(turn(call("weather", "{}")));
    }
    turns.add(turn(text("done")));
    RunConfig config = RunConfig.builder().maxTurns(Integer.MAX_VALUE).build();
    Agent agent = agent(play(turns.toArray(Turn[]::new)), weather());

    assertEquals("done", Runner.runSync(agent, "Go", config).finalOutput());
  }
}
