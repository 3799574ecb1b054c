package bench;

import agents.Agent;
import agents.Model;
import agents.OpenAIChatCompletionsModel;
import agents.OpenAIDefaults;
import agents.OpenAIResponsesModel;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import com.openai.client.OpenAIClient;
import com.openai.models.responses.EasyInputMessage.Role;
import com.openai.models.responses.ResponseInputItem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The helper of this course. */
final class HelperClient implements Client {
  private final OpenAIClient client;

  HelperClient(String baseUrl) {
    client = OpenAIDefaults.newClient(baseUrl, "bench");
  }

  @Override
  public Chat chat(String api, String modelName) {
    Model model =
        api.equals("responses")
            ? new OpenAIResponsesModel(modelName, client)
            : new OpenAIChatCompletionsModel(modelName, client);
    return new HelperChat(Agent.builder().name("Assistant").model(model).build());
  }

  private static final class HelperChat implements Chat {
    private final Agent agent;
    private List<ResponseInputItem> history = List.of();

    HelperChat(Agent agent) {
      this.agent = agent;
    }

    @Override
    public void ask(String question, Consumer<String> deltas) {
      List<ResponseInputItem> input = new ArrayList<>(history);
      input.add(SdkClient.message(Role.USER, question));
      try (RunResultStreaming result = Runner.runStreamed(agent, input)) {
        for (StreamEvent event : result.streamEvents()) {
          if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
            deltas.accept(raw.data().asOutputTextDelta().delta());
          }
        }
        history = result.toInputList();
      }
    }
  }
}
