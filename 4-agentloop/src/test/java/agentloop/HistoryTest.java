package agentloop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agents.Agent;
import agents.FunctionTool;
import agents.Runner;
import com.openai.models.responses.ResponseInputItem;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  @TempDir Path folder;

  private final Agent agent =
      Agent.builder()
          .name("LoopTester")
          .tool(
              FunctionTool.of(
                  "get_weather",
                  "The temperature in a city.",
                  Tools.WeatherArgs.class,
                  (context, asked) -> Tools.temperature(asked.city())))
          .build();

  /** Every turn of this conversation has a call and its output, so a wrong cut would show. */
  @Test
  void neverPartsACallFromItsOutput() {
    for (int most = 1; most <= 4; most++) {
      Path file = folder.resolve(most + ".json");
      History history = new History(file, most);
      for (int turn = 1; turn <= 5; turn++) {
        String question = turn % 2 == 1 ? "How warm is it in Lahore?" : "And in Oslo?";
        history.replaceBy(Runner.runSync(agent, history.with(question)).toInputList());

        assertEquals(Math.min(turn, most), history.turns());
        assertWhole(history.with("?"));
        assertEquals(json(history), json(new History(file, most)), "saved and loaded");
      }
    }
  }

  private static void assertWhole(List<ResponseInputItem> items) {
    assertTrue(items.get(0).isEasyInputMessage() || items.get(0).isMessage(), "starts with a user");
    Set<String> calls = new HashSet<>();
    Set<String> outputs = new HashSet<>();
    for (ResponseInputItem item : items) {
      item.functionCall().ifPresent(call -> calls.add(call.callId()));
      item.functionCallOutput()
          .ifPresent(
              output -> {
                assertTrue(
                    calls.contains(output.callId().orElseThrow()), "an output without its call");
                outputs.add(output.callId().orElseThrow());
              });
    }
    assertEquals(calls, outputs);
  }

  private static String json(History history) {
    return com.openai.core.ObjectMappers.jsonMapper().valueToTree(history.with("?")).toString();
  }
}
