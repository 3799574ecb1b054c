package bench;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiResponsesStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** LangChain4j, which has its own client for both APIs. */
final class LangChain4jClient implements Client {
  private final String baseUrl;

  LangChain4jClient(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  @Override
  public Chat chat(String api, String modelName) {
    StreamingChatModel model =
        api.equals("responses")
            ? OpenAiResponsesStreamingChatModel.builder()
                .baseUrl(baseUrl)
                .apiKey("bench")
                .modelName(modelName)
                .build()
            : OpenAiStreamingChatModel.builder()
                .baseUrl(baseUrl)
                .apiKey("bench")
                .modelName(modelName)
                .build();
    List<ChatMessage> history = new ArrayList<>();
    return (question, deltas) -> {
      history.add(UserMessage.from(question));
      Answer answer = new Answer(deltas);
      model.chat(history, answer);
      history.add(answer.whole.get().aiMessage());
    };
  }

  private static final class Answer implements StreamingChatResponseHandler {
    private final Consumer<String> deltas;
    private final CompletableFuture<ChatResponse> whole = new CompletableFuture<>();

    Answer(Consumer<String> deltas) {
      this.deltas = deltas;
    }

    @Override
    public void onPartialResponse(String delta) {
      deltas.accept(delta);
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
      whole.complete(response);
    }

    @Override
    public void onError(Throwable failure) {
      whole.completeExceptionally(failure);
    }
  }
}
