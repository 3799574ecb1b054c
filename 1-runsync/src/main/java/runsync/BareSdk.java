package runsync;

import agents.OpenAIDefaults;
import com.openai.client.OpenAIClient;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import java.util.stream.Collectors;

/** Asks a question with the OpenAI SDK alone, without agent and runner. */
public final class BareSdk {
  public static void main(String[] args) {
    String instructions = "You are a helpful assistant.";
    OpenAIClient client = OpenAIDefaults.client();

    String question = "What is the capital of Pakistan?";
    ResponseCreateParams params =
        ResponseCreateParams.builder()
            .model(OpenAIDefaults.model())
            .instructions(instructions)
            .input(question)
            .build();
    Response response = client.responses().create(params);

    System.out.println(text(response));
  }

  /** A response is a list of items, a message a list of parts, and only some are text. */
  private static String text(Response response) {
    return response.output().stream()
        .flatMap(item -> item.message().stream())
        .flatMap(message -> message.content().stream())
        .flatMap(part -> part.outputText().stream())
        .map(part -> part.text())
        .collect(Collectors.joining());
  }
}
