package agents;

import static agents.ScriptedModel.play;
import static agents.ScriptedModel.text;
import static agents.ScriptedModel.turn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is built stays as it is, and can be built upon. */
class BuildersTest {
  record Answer(String word) {}

  @Test
  void theSameAgentButWithAnotherNameKeepsAllElse() {
    ScriptedModel model = play(turn(text("{\"word\":\"ja\"}")));
    Agent german =
        Agent.builder()
            .name("German")
            .instructions("Speak German.")
            .model(model)
            .modelSettings(ModelSettings.DEFAULT.temperature(1))
            .tool(Tools.weather())
            .outputType(Answer.class)
            .resetToolChoice(false)
            .build();
    Agent other = german.toBuilder().name("Other").tool(Tools.city()).build();
    RunResult result = Runner.runSync(other, "Hi");
    Model.Request request = model.requests.get(0);
    assertEquals("Other", result.lastAgent().name());
    assertEquals("Speak German.", request.instructions().orElseThrow());
    assertEquals(2, request.tools().size());
    assertTrue(request.outputSchema().isPresent());
    assertEquals(new Answer("ja"), result.finalOutput());
    assertEquals("German", german.name());
    assertEquals(1, german.tools.size());
  }

  @Test
  void aBuilderMayBeUsedAgainWithoutChangingWhatItBuilt() {
    Agent.Builder builder = Agent.builder().name("First");
    Agent first = builder.build();
    Agent second = builder.name("Second").tool(Tools.city()).build();
    assertEquals("First", first.name());
    assertTrue(first.tools.isEmpty());
    assertEquals("Second", second.name());
  }

  @Test
  void theSameConfigurationButWithOtherTurns() {
    ModelSettings cold = ModelSettings.DEFAULT.temperature(0);
    RunConfig config =
        RunConfig.builder()
            .modelSettings(cold)
            .traceMetadata(Map.of("k", "v"))
            .maxTurns(3)
            .workflowName("W")
            .context("c")
            .build();
    RunConfig other = config.toBuilder().maxTurns(7).build();
    assertEquals(3, config.maxTurns);
    assertEquals(7, other.maxTurns);
    assertSame(cold, other.modelSettings);
    assertEquals(Map.of("k", "v"), other.traceMetadata);
    assertEquals("W", other.workflowName);
    assertEquals("c", other.context);
  }

  @Test
  void aClientTellsItsBaseUrl() {
    OpenAIClient client = OpenAIDefaults.newClient("http://localhost:1/v1", "none");
    assertEquals("http://localhost:1/v1", OpenAIModel.options(client).baseUrl());
  }
}
