package runasyncstreaming;

import agents.OpenAIDefaults;
import com.openai.client.OpenAIClient;
import com.openai.core.http.HttpResponse;
import com.openai.errors.OpenAIIoException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Shows the frames that the server sends, and the text that they carry. */
public final class Wire {
  private static final String INSTRUCTIONS = "You explain things clearly.";
  private static final String QUESTION = "Explain recursion in one sentence.";
  private static final int FIRST = 8;

  public static void main(String[] args) {
    OpenAIClient client = OpenAIDefaults.client();
    boolean chat = OpenAIDefaults.api().equals("chat_completions");
    long start = System.nanoTime();
    try (HttpResponse http = chat ? chat(client) : responses(client)) {
      var body = new InputStreamReader(http.body(), StandardCharsets.UTF_8);
      Frames frames = new Frames(new BufferedReader(body));
      int count = 0;
      String last = "";
      while (frames.next()) {
        count++;
        last = (System.nanoTime() - start) / 1_000_000 + " ms\n" + frames.text();
        if (count <= FIRST) {
          System.out.println(last);
        }
      }
      System.out.println("... " + (count - FIRST - 1) + " frames left out ...\n");
      System.out.println(last);
    } catch (IOException e) {
      throw new OpenAIIoException("The stream broke off.", e);
    }
  }

  // The SDK itself, without an agent: it makes its events from these frames.

  private static HttpResponse responses(OpenAIClient client) {
    var params = ResponseCreateParams.builder().model(OpenAIDefaults.model());
    params.instructions(INSTRUCTIONS).input(QUESTION);
    return client.responses().withRawResponse().createStreaming(params.build());
  }

  private static HttpResponse chat(OpenAIClient client) {
    var params = ChatCompletionCreateParams.builder().model(OpenAIDefaults.model());
    params.addSystemMessage(INSTRUCTIONS).addUserMessage(QUESTION);
    return client.chat().completions().withRawResponse().createStreaming(params.build());
  }
}
