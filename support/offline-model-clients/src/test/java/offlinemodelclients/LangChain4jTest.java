package offlinemodelclients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.UserMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import offlinemodel.OfflineModel;
import offlinemodel.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** LangChain4j takes the offline model for OpenAI's service. */
@Tag("course")
class LangChain4jTest {
  private static final OfflineModel MODEL = OfflineModel.start(Settings.instant());

  record City(String name, int people, boolean capital) {}

  interface Assistant {
    @UserMessage("Describe the city {{it}}.")
    City describe(String city);

    String chat(String question);
  }

  static class Weather {
    private String asked;

    @Tool("The weather in a city")
    String weather(String city) {
      asked = city;
      return "23 degrees";
    }
  }

  @AfterAll
  static void close() {
    MODEL.close();
  }

  @Test
  void chats() {
    assertEquals("Lima is the capital of Peru.", model(false).chat("What is the capital of Peru?"));
  }

  @Test
  void streams() throws Exception {
    List<String> deltas = new ArrayList<>();
    CompletableFuture<ChatResponse> whole = new CompletableFuture<>();
    var model =
        OpenAiStreamingChatModel.builder()
            .baseUrl(MODEL.baseUrl())
            .apiKey("none")
            .modelName("some-model")
            .build();
    model.chat(
        "What is the capital of Peru?",
        new StreamingChatResponseHandler() {
          @Override
          public void onPartialResponse(String delta) {
            deltas.add(delta);
          }

          @Override
          public void onCompleteResponse(ChatResponse response) {
            whole.complete(response);
          }

          @Override
          public void onError(Throwable error) {
            whole.completeExceptionally(error);
          }
        });
    String text = whole.get(60, TimeUnit.SECONDS).aiMessage().text();
    assertEquals("Lima is the capital of Peru.", text);
    assertEquals(text, String.join("", deltas));
    assertTrue(deltas.size() > 2, deltas.toString());
  }

  @Test
  void callsTools() {
    Weather weather = new Weather();
    Assistant assistant =
        AiServices.builder(Assistant.class).chatModel(model(false)).tools(weather).build();
    String answer = assistant.chat("How is the weather in Nairobi");
    assertEquals("Nairobi", weather.asked);
    assertTrue(answer.contains("23 degrees"), answer);
  }

  @Test
  void getsObjectsByAStrictSchema() {
    assertFilled(model(true));
  }

  @Test
  void getsObjectsByASchemaThatRequiresNothing() {
    assertFilled(model(false));
  }

  private static void assertFilled(ChatModel model) {
    City city = AiServices.builder(Assistant.class).chatModel(model).build().describe("Nairobi");
    assertEquals(new City("name", 0, false), city);
  }

  private static ChatModel model(boolean strict) {
    return OpenAiChatModel.builder()
        .baseUrl(MODEL.baseUrl())
        .apiKey("none")
        .modelName("some-model")
        .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
        .strictJsonSchema(strict)
        .build();
  }
}
