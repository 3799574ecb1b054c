package offlinemodelclients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import offlinemodel.OfflineModel;
import offlinemodel.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.tool.annotation.Tool;

/** Spring AI takes the offline model for OpenAI's service. */
@Tag("course")
class SpringAiTest {
  private static final OfflineModel MODEL = OfflineModel.start(Settings.instant());

  record City(String name, int people, boolean capital) {}

  static class Weather {
    private String asked;

    @Tool(name = "get_weather", description = "The weather in a city")
    String weather(String city) {
      asked = city;
      return "23 degrees";
    }
  }

  private final ChatClient client = ChatClient.create(model());

  @AfterAll
  static void close() {
    MODEL.close();
  }

  @Test
  void chats() {
    String answer = client.prompt().user("What is the capital of Peru?").call().content();
    assertEquals("Lima is the capital of Peru.", answer);
  }

  @Test
  void streams() {
    List<String> deltas =
        client.prompt().user("What is the capital of Peru?").stream()
            .content()
            .collectList()
            .block(Duration.ofSeconds(60));
    assertEquals("Lima is the capital of Peru.", String.join("", deltas));
    assertTrue(deltas.size() > 2, deltas.toString());
  }

  @Test
  void callsTools() {
    Weather weather = new Weather();
    String answer =
        client.prompt().user("How is the weather in Nairobi").tools(weather).call().content();
    assertEquals("Nairobi", weather.asked);
    assertTrue(answer.contains("23 degrees"), answer);
  }

  /** It writes the schema into the prompt. */
  @Test
  void getsObjects() {
    City city = client.prompt().user("Describe the city of Nairobi.").call().entity(City.class);
    assertEquals(new City("name", 0, false), city);
  }

  private static OpenAiChatModel model() {
    return OpenAiChatModel.builder()
        .options(
            OpenAiChatOptions.builder()
                .baseUrl(MODEL.baseUrl())
                .apiKey("none")
                .model("some-model")
                .build())
        .build();
  }
}
