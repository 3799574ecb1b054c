package agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseStreamEvent;
import java.io.EOFException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A model asked through the Chat Completions API, which nearly every provider speaks; mirrors
 * Python's {@code OpenAIChatCompletionsModel}. Its chunks become the events of the Responses API,
 * so that a reader of events need not know the difference.
 */
public final class OpenAIChatCompletionsModel extends OpenAIModel {

  public OpenAIChatCompletionsModel(String model, OpenAIClient client) {
    super(model, client);
  }

  @Override
  public Response respond(Request request) throws IOException {
    ObjectNode body =
        readWhole(client.chat().completions().withRawResponse().create(params(request, Map.of())));
    // A whole answer is a stream of one chunk that says "message" instead of "delta".
    for (JsonNode choice : body.path("choices")) {
      ((ObjectNode) choice).set("delta", choice.path("message"));
    }
    ChatChunkReader reader = new ChatChunkReader(event -> {});
    read(body, reader);
    return reader.finish();
  }

  @Override
  public Response stream(Request request, Consumer<ResponseStreamEvent> events) throws IOException {
    // Only the official service is asked for usage: others may reject what they do not know.
    boolean official = baseUrl.host().equals("api.openai.com");
    Map<String, Object> usage = official ? Map.of("include_usage", true) : Map.of();
    ChatChunkReader reader = new ChatChunkReader(events);
    boolean done =
        readPieces(
            client.chat().completions().withRawResponse().createStreaming(params(request, usage)),
            chunk -> read(chunk, reader));
    if (!done && !reader.isFinished()) {
      throw new EOFException("the stream ended before the answer did");
    }
    return reader.finish();
  }

  /** Always answers false: usage may come after the last word, so only the server says when. */
  private static boolean read(JsonNode piece, ChatChunkReader reader) {
    JsonNode chunk = piece.isArray() ? piece.path(0) : piece;
    if (chunk.hasNonNull("error")) {
      throw failure(chunk.path("error"));
    }
    reader.accept(chunk);
    return false;
  }

  private ChatCompletionCreateParams params(Request request, Map<String, Object> streamOptions) {
    Map<String, JsonValue> body =
        new LinkedHashMap<>(request.settings().asParameters("max_tokens"));
    ChatMessages.parameters(request)
        .forEach((name, value) -> body.put(name, JsonValue.from(value)));
    if (!streamOptions.isEmpty()) {
      body.put("stream_options", JsonValue.from(streamOptions));
    }
    return ChatCompletionCreateParams.builder()
        .model(model)
        .messages(JsonValue.from(ChatMessages.of(request)))
        .additionalBodyProperties(body)
        .build();
  }
}
