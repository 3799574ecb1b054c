package agentloop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agents.Agent;
import agents.FunctionTool;
import agents.Model;
import agents.OpenAIDefaults;
import agents.OpenAIResponsesModel;
import agents.RunContext;
import agents.RunResult;
import agents.Runner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pattern for your own tests: the model calls your tool, and is sent what it returned. */
class ScriptedToolCallTest {
  private static final String CALL =
      """
      {
        "output": [
          {
            "type": "function_call",
            "call_id": "call_1",
            "name": "get_stock",
            "arguments": "{\\"article\\": \\"tea\\"}"
          }
        ]
      }
      """;
  private static final String ANSWER =
      """
      {
        "output": [
          {
            "type": "message",
            "role": "assistant",
            "content": [{"type": "output_text", "text": "There are 3 left.", "annotations": []}]
          }
        ]
      }
      """;

  private record StockArgs(String article) {}

  private final MockWebServer server = new MockWebServer();
  private final List<String> asked = new ArrayList<>();
  private Model model;

  @BeforeEach
  void startTheServer() throws IOException {
    server.start();
    String url = server.url("/v1/").toString();
    model = new OpenAIResponsesModel("any-model", OpenAIDefaults.newClient(url, "any-key"));
    server.enqueue(new MockResponse.Builder().body(CALL).build());
    server.enqueue(new MockResponse.Builder().body(ANSWER).build());
  }

  @AfterEach
  void stopTheServer() {
    server.close();
  }

  @Test
  void theModelIsSentWhatTheToolReturned() throws InterruptedException {
    RunResult result = Runner.runSync(shopkeeper(), "How much tea is left?");

    assertEquals(List.of("tea"), asked);
    assertEquals("There are 3 left.", result.finalOutput());
    server.takeRequest(); // the question
    String second = server.takeRequest().getBody().utf8();
    assertTrue(second.contains("\"output\":\"3\""), second);
  }

  private Agent shopkeeper() {
    return Agent.builder()
        .name("Shopkeeper")
        .model(model)
        .tool(FunctionTool.of("get_stock", "How many are left.", StockArgs.class, this::stock))
        .build();
  }

  private int stock(RunContext context, StockArgs args) {
    asked.add(args.article());
    return 3;
  }
}
