package agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseStreamEvent;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A model asked through the Chat Completions API, which nearly every provider speaks; mirrors
 * Python's {@code OpenAIChatCompletionsModel}. Its chunks become the events of the Responses API,
 * so that a reader of events need not know the difference.
 */
public final class OpenAIChatCompletionsModel extends OpenAIModel {
  private static final String OFFICIAL_HOST = "api.openai.com";
  private static final long HANG_UP_MILLIS = 1_000;

  public OpenAIChatCompletionsModel(String model, OpenAIClient client) {
    super(model, client);
  }

  @Override
  public Response respond(Request request) throws IOException {
    JsonNode body =
        readWhole(client.chat().completions().withRawResponse().create(params(request).build()));
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
    var params = params(request);
    if (toString().endsWith(OFFICIAL_HOST)) {
      // Some other servers reject parameters that they do not know.
      params.putAdditionalBodyProperty(
          "stream_options", JsonValue.from(Map.of("include_usage", true)));
    }
    ChatChunkReader reader = new ChatChunkReader(events);
    try {
      boolean done =
          readPieces(
              client.chat().completions().withRawResponse().createStreaming(params.build()),
              chunk -> {
                read(chunk, reader);
                return false;
              });
      if (!done && !reader.isFinished()) {
        throw brokenOff();
      }
    } catch (IOException e) {
      // What breaks after the answer has ended does not matter.
      if (!reader.isFinished()) {
        throw e;
      }
    }
    return reader.finish();
  }

  private void read(JsonNode piece, ChatChunkReader reader) {
    JsonNode chunk = piece.isArray() ? piece.path(0) : piece;
    if (chunk.hasNonNull("error")) {
      throw failure(chunk.path("error"));
    }
    if (!reader.isFinished()) {
      reader.accept(chunk);
      if (reader.isFinished()) {
        // Some servers forget to close the connection; usage may still follow.
        Cancellation.hangUpAfter(HANG_UP_MILLIS);
      }
    } else {
      reader.accept(chunk);
    }
  }

  private ChatCompletionCreateParams.Builder params(Request request) {
    var params =
        ChatCompletionCreateParams.builder()
            .model(model)
            .messages(JsonValue.from(ChatMessages.of(request)))
            .additionalBodyProperties(
                request
                    .settings()
                    .asParameters("max_tokens", OpenAIChatCompletionsModel::namedTool));
    if (!request.tools().isEmpty()) {
      params.tools(JsonValue.from(ChatMessages.tools(request.tools())));
    }
    request
        .outputSchema()
        .map(schema -> JsonValue.from(ChatMessages.responseFormat(schema)))
        .ifPresent(format -> params.putAdditionalBodyProperty("response_format", format));
    return params;
  }

  private static Object namedTool(String name) {
    return Map.of("type", "function", "function", Map.of("name", name));
  }
}
