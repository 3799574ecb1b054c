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
      return; // such a chunk has no text: it reports what the answer has cost
    }
    // The first chunk says only who speaks, and the last one only why the answer ends.
    String text = chunk.choices().get(0).delta().content().orElse("");
    System.out.print(text);
    System.out.flush();
  }
}
