package agents;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseStreamEvent;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import wire.ChatChunkReader;
import wire.ChatMessages;

/**
 * Calls a model through the Chat Completions API, which nearly every provider speaks; mirrors
 * Python's {@code OpenAIChatCompletionsModel}. It turns the API's chunks into the events of the
 * Responses API, so your loop over the events stays the same.
 */
public final class OpenAIChatCompletionsModel extends OpenAIModel {

  public OpenAIChatCompletionsModel(String model, OpenAIClient client) {
    super(model, client);
  }

  @Override
  public Response respond(Request request) throws IOException {
    var http = client.chat().completions().withRawResponse().create(params(request).build());
    return new ChatChunkReader(event -> {}, provider()).readWhole(http);
  }

  @Override
  public Response stream(Request request, Consumer<ResponseStreamEvent> events) throws IOException {
    var params = params(request);
    boolean chosen = request.settings().value("stream_options").isPresent();
    if (!chosen && baseUrl.host().equals("api.openai.com")) {
      // Only for the official service: others may reject parameters that they do not know.
      Map<String, Boolean> options = Map.of("include_usage", true);
      params.putAdditionalBodyProperty("stream_options", JsonValue.from(options));
    }
    var http = client.chat().completions().withRawResponse().createStreaming(params.build());
    return new ChatChunkReader(EventBatch.to(events), provider())
        .readStream(http, Cancellation.hangUp());
  }

  @SuppressWarnings("unchecked") // The SDK takes JSON for any field, but cannot say so in types.
  private ChatCompletionCreateParams.Builder params(Request request) {
    ModelSettings settings = request.settings();
    var params =
        ChatCompletionCreateParams.builder()
            .model(model)
            .messages(messages(request))
            .additionalBodyProperties(settings.asParameters("max_tokens"));
    if (!request.tools().isEmpty()) {
      var tools = request.tools().stream().map(t -> ChatMessages.wrap("function", t)).toList();
      params.putAdditionalBodyProperty("tools", JsonValue.from(tools));
    }
    request
        .outputSchema()
        .map(schema -> ChatMessages.wrap("json_schema", schema))
        .ifPresent(format -> params.putAdditionalBodyProperty("response_format", format));
    if (!settings.namedTool().isEmpty()) {
      JsonValue tool = ChatMessages.wrap("function", Map.of("name", settings.namedTool()));
      params.putAdditionalBodyProperty("tool_choice", tool);
    }
    return params;
  }

  private JsonValue messages(Request request) {
    try {
      return ChatMessages.of(request.instructions(), request.input(), provider());
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage(), e);
    }
  }

  /** The address without a user, a password or a query, because it is kept with the answers. */
  private String provider() {
    String path = baseUrl.encodedPath().replaceFirst("/$", "");
    return baseUrl.host() + ":" + baseUrl.port() + path;
  }
}
