package runsync;

import agents.Environment;
import agents.OpenAIDefaults;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** Asks a question with Java's own HTTP client, and shows the JSON in both directions. */
public final class PlainHttp {
  private static final String RESPONSES =
      """
      {
        "model": "%s",
        "instructions": "You are a helpful assistant.",
        "input": "What is the capital of Pakistan?"
      }""";

  /** The same question for OPENAI_API=chat_completions, the API of most other servers. */
  private static final String CHAT =
      """
      {
        "model": "%s",
        "messages": [
          {"role": "system", "content": "You are a helpful assistant."},
          {"role": "user", "content": "What is the capital of Pakistan?"}
        ]
      }""";

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean chat = Environment.get("OPENAI_API").orElse("responses").startsWith("chat");
    String server = OpenAIDefaults.baseUrl().replaceFirst("/$", "");
    String url = server + (chat ? "/chat/completions" : "/responses");
    String question = (chat ? CHAT : RESPONSES).formatted(OpenAIDefaults.model());
    String key = Environment.get("OPENAI_API_KEY").orElse("");
    System.out.println("POST " + url + "\n" + question + "\n");

    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + key)
            .POST(BodyPublishers.ofString(question))
            .build();
    HttpClient client = HttpClient.newHttpClient();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());

    ObjectNode json = (ObjectNode) new JsonMapper().readTree(answer.body());
    if (answer.statusCode() == 200) {
      json.retain(List.of("model", "output", "choices", "usage")); // there is more
    }
    System.out.println(answer.statusCode() + "\n" + json.toPrettyString());
  }
}
