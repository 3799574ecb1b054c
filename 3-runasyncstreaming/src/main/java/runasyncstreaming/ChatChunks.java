package runasyncstreaming;

import agents.OpenAIDefaults;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

/** Streams through the Chat Completions API, with the OpenAI SDK and nothing else. */
public final class ChatChunks {
  public static void main(String[] args) {
    ChatCompletionCreateParams params =
        ChatCompletionCreateParams.builder()
            .model(OpenAIDefaults.model())
            .addSystemMessage("You explain things clearly.")
            .addUserMessage("Explain recursion in one sentence.")
            .build();

    var completions = OpenAIDefaults.client().chat().completions();
    try (StreamResponse<ChatCompletionChunk> http = completions.createStreaming(params)) {
      http.stream().forEach(ChatChunks::print);
    }
    System.out.println();
  }

  private static void print(ChatCompletionChunk chunk) {
    if (chunk.choices().isEmpty()) {
      return; // this chunk has no text, only the number of tokens
    }
    // The first chunk has only the role, the last one only why the answer ended.
    String text = chunk.choices().get(0).delta().content().orElse("");
    System.out.print(text);
    System.out.flush();
  }
}
