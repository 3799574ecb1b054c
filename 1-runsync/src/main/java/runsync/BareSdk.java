package runsync;

import agents.OpenAIDefaults;
import com.openai.client.OpenAIClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import java.util.stream.Collectors;

/** Asks a question with the OpenAI SDK alone, without Agent and Runner. */
public final class BareSdk {
  private static final String INSTRUCTIONS = "You are a helpful assistant.";
  private static final String QUESTION = "What is the capital of Pakistan?";

  public static void main(String[] args) {
    OpenAIClient client = OpenAIDefaults.client();
    boolean chat = OpenAIDefaults.api().equals("chat_completions");
    System.out.println(chat ? askChat(client) : askResponses(client));
  }

  /** Uses OpenAI's newer API, Responses. */
  private static String askResponses(OpenAIClient client) {
    ResponseCreateParams params =
        ResponseCreateParams.builder()
            .model(OpenAIDefaults.model())
            .instructions(INSTRUCTIONS)
            .input(QUESTION)
            .build();
    return text(client.responses().create(params));
  }

  /** A response has items. A message is an item with parts, and some parts are text. */
  private static String text(Response response) {
    return response.output().stream()
        .flatMap(item -> item.message().stream())
        .flatMap(message -> message.content().stream())
        .flatMap(part -> part.outputText().stream())
        .map(part -> part.text())
        .collect(Collectors.joining());
  }

  /** Uses the older API, Chat Completions, which nearly every other provider has. */
  private static String askChat(OpenAIClient client) {
    ChatCompletionCreateParams params =
        ChatCompletionCreateParams.builder()
            .model(OpenAIDefaults.model())
            .addSystemMessage(INSTRUCTIONS)
            .addUserMessage(QUESTION)
            .build();
    var completion = client.chat().completions().create(params);
    return completion.choices().get(0).message().content().orElse("");
  }
}
