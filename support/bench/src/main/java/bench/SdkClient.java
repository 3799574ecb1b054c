package bench;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.EasyInputMessage.Role;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseInputItem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** OpenAI's SDK for Java, with nothing around it. */
final class SdkClient implements Client {
  private final OpenAIClient client;

  SdkClient(String baseUrl) {
    client = OpenAIOkHttpClient.builder().baseUrl(baseUrl).apiKey("bench").build();
  }

  @Override
  public Chat chat(String api, String model) {
    return api.equals("responses") ? responses(model) : chatCompletions(model);
  }

  static ResponseInputItem message(Role role, String text) {
    return ResponseInputItem.ofEasyInputMessage(
        EasyInputMessage.builder().role(role).content(text).build());
  }

  private Chat responses(String model) {
    List<ResponseInputItem> history = new ArrayList<>();
    return (question, deltas) -> {
      history.add(message(Role.USER, question));
      var params = ResponseCreateParams.builder().model(model).inputOfResponse(history).build();
      StringBuilder answer = new StringBuilder();
      try (var stream = client.responses().createStreaming(params)) {
        stream.stream()
            .flatMap(event -> event.outputTextDelta().stream())
            .forEach(event -> hear(event.delta(), answer, deltas));
      }
      history.add(message(Role.ASSISTANT, answer.toString()));
    };
  }

  private Chat chatCompletions(String model) {
    var params = ChatCompletionCreateParams.builder().model(model);
    return (question, deltas) -> {
      params.addUserMessage(question);
      StringBuilder answer = new StringBuilder();
      try (var stream = client.chat().completions().createStreaming(params.build())) {
        stream.stream()
            .flatMap(chunk -> chunk.choices().stream())
            .flatMap(choice -> choice.delta().content().stream())
            .forEach(delta -> hear(delta, answer, deltas));
      }
      params.addAssistantMessage(answer.toString());
    };
  }

  private static void hear(String delta, StringBuilder answer, Consumer<String> deltas) {
    answer.append(delta);
    deltas.accept(delta);
  }
}
