package agents;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonField;
import com.openai.core.JsonValue;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ResponseTextConfig;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import wire.Json;
import wire.ResponsesReader;

/**
 * Calls a model through OpenAI's Responses API; mirrors Python's {@code OpenAIResponsesModel}. It
 * passes the service's events on as they come.
 */
public final class OpenAIResponsesModel extends OpenAIModel {

  public OpenAIResponsesModel(String model, OpenAIClient client) {
    super(model, client);
  }

  @Override
  public Response respond(Request request) throws IOException {
    var http = client.responses().withRawResponse().create(params(request));
    return new ResponsesReader(event -> {}).readWhole(http);
  }

  @Override
  public Response stream(Request request, Consumer<ResponseStreamEvent> events) throws IOException {
    var http = client.responses().withRawResponse().createStreaming(params(request));
    return new ResponsesReader(EventBatch.to(events)).readStream(http);
  }

  private ResponseCreateParams params(Request request) {
    Map<String, JsonValue> settings = request.settings().asParameters("max_output_tokens");
    JsonValue text = settings.remove("text"); // has room for the output schema, too
    var params =
        ResponseCreateParams.builder()
            .model(model)
            .inputOfResponse(request.input().stream().flatMap(i -> acceptable(i).stream()).toList())
            .additionalBodyProperties(settings);
    request.instructions().ifPresent(params::instructions);
    request.tools().forEach(params::addTool);
    if (text != null || request.outputSchema().isPresent()) {
      var config = text == null ? ResponseTextConfig.builder() : text(text).toBuilder();
      request.outputSchema().ifPresent(config::format);
      params.text(config.build());
    }
    if (!request.settings().namedTool().isEmpty()) {
      var tool = Json.object().put("type", "function").put("name", request.settings().namedTool());
      params.putAdditionalBodyProperty("tool_choice", JsonValue.fromJsonNode(tool));
    }
    return params.build();
  }

  /**
   * Returns an item in a form that this API accepts. The Chat Completions API makes items with ids
   * and fields that it would refuse, and thoughts that only their own provider understands.
   */
  private static Optional<ResponseInputItem> acceptable(ResponseInputItem item) {
    if (isOfChat(item.reasoning().map(thought -> thought._id()))) {
      return Optional.empty();
    }
    if (isOfChat(item.responseOutputMessage().map(message -> message._id()))) {
      return Optional.of(InputItems.assistant(InputItems.text(item)));
    }
    return item.functionCall()
        .filter(call -> call.id().equals(call._callId().asKnown().map(id -> "fc_" + id)))
        .map(
            call ->
                ResponseFunctionToolCall.builder()
                    .callId(call._callId())
                    .name(call._name())
                    .arguments(call._arguments())
                    .build())
        .map(ResponseInputItem::ofFunctionCall)
        .or(() -> Optional.of(item));
  }

  private static boolean isOfChat(Optional<JsonField<String>> id) {
    return id.flatMap(JsonField::asKnown)
        .filter(known -> known.matches("(?:message|reasoning)_.*"))
        .isPresent();
  }

  private static ResponseTextConfig text(JsonValue setting) {
    return UserError.calling(
        "The setting \"text\"", () -> setting.convert(ResponseTextConfig.class));
  }
}
