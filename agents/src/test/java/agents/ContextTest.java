package agents;

import static agents.Http.*;
import static agents.ScriptedModel.call;
import static agents.ScriptedModel.text;
import static agents.ScriptedModel.turn;
import static org.junit.jupiter.api.Assertions.*;

import java.util.List;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The object that a run knows and the model does not. */
@Timeout(60)
class ContextTest {
  record User(String name, String password) {}

  private static final User ANNA = new User("Anna", "hidden-from-models");

  @Test
  void itReachesInstructionsAndToolsAndIsNeverSent() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      server.enqueue(json(200, ScriptedModel.response(1, turn(call("who", "{}"))).toString()));
      server.enqueue(json(200, ScriptedModel.response(2, turn(text("done"))).toString()));
      Agent agent =
          Agent.builder()
              .name("Test")
              .model(Http.responses(Http.url(server)))
              .instructions(context -> "Greet " + context.context(User.class).name())
              .tool(FunctionTool.of("who", "Who.", c -> c.context(User.class).name() + "!"))
              .build();
      Runner.runSync(agent, "Hi", RunConfig.builder().context(ANNA).build());

      String first = body(server).toString();
      String second = body(server).toString();
      assertTrue(first.contains("\"instructions\":\"Greet Anna\""), first);
      assertTrue(second.contains("\"output\":\"Anna!\""), second);
      assertFalse((first + second).contains("hidden-from-models"));
    }
  }

  @Test
  void instructionsAreMadeAnewForEachTurnFromWhatTheRunHasCost() {
    ScriptedModel model = ScriptedModel.play(turn(call("weather", "{}")), turn(text("done")));
    Agent.Builder agent = Agent.builder().name("Test").model(model).tool(Tools.weather());
    agent.instructions(context -> "Calls so far: " + context.usage().requests());
    Runner.runSync(agent.build(), "Hi");

    assertEquals(
        List.of("Calls so far: 0", "Calls so far: 1"),
        model.requests.stream().map(request -> request.instructions().orElseThrow()).toList());
  }

  @Test
  void withoutInstructionsNoneAreSent() {
    ScriptedModel model = ScriptedModel.play(turn(text("Hello")));
    Runner.runSync(Tools.agent(model), "Hi");
    assertTrue(model.requests.get(0).instructions().isEmpty());
  }

  @Test
  void aRunWithoutTheContextThatItsAgentNeedsSaysSo() {
    Agent.Builder agent = Agent.builder().name("Test").model(ScriptedModel.play());
    agent.instructions(context -> context.context(User.class).name());

    var error = assertThrows(UserError.class, () -> Runner.runSync(agent.build(), "Hi"));
    assertTrue(error.getMessage().contains("needs a User"), error.getMessage());
  }
}
