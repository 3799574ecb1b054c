package offlinemodel.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import offlinemodel.api.Ids;
import offlinemodel.api.ModelApi;
import offlinemodel.conversation.Conversation;
import offlinemodel.conversation.ModelOutput;
import offlinemodel.dialects.Dialect;
import offlinemodel.protocol.ApiError;
import offlinemodel.protocol.EventStream;
import offlinemodel.protocol.Json;

/**
 * The Chat Completions API, {@code POST /v1/chat/completions}: reads its requests, writes its
 * documents and the chunks of its streams. A dialect then puts them as another server would.
 */
public final class ChatCompletionsApi implements ModelApi {
  private final Dialect dialect;

  public ChatCompletionsApi(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public Conversation read(JsonNode request) {
    Conversation conversation = new ChatRequestReader(request).read();
    dialect.check(request);
    return conversation;
  }

  @Override
  public ObjectNode whole(Conversation conversation, ModelOutput output) {
    ChatCompletion parts = new ChatCompletion(conversation, output);
    ObjectNode completion = parts.head("chat.completion");
    ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
    choice.set("message", message(new Ids(conversation), output));
    choice.putNull("logprobs").put("finish_reason", parts.finishReason());
    completion.set("usage", parts.usage());
    return dialect.whole(completion);
  }

  @Override
  public EventStream stream(Conversation conversation, ModelOutput output) {
    ObjectNode usage = new ChatCompletion(conversation, output).usage();
    return dialect.stream(usage, reader -> new ChatStream(conversation, output, reader).write());
  }

  @Override
  public EventStream failure(Conversation conversation, int eventsSent) {
    return dialect.failure(ApiError.serverError());
  }

  private static ObjectNode message(Ids ids, ModelOutput output) {
    String text = output instanceof ModelOutput.Text said ? said.text() : null;
    String refusal = output instanceof ModelOutput.Refusal refused ? refused.text() : null;
    ObjectNode message = Json.object().put("role", "assistant");
    message.put("content", text).put("refusal", refusal).putArray("annotations");
    if (output instanceof ModelOutput.Thoughts thoughts) {
      message.put("reasoning_content", thoughts.text());
    }
    if (output instanceof ModelOutput.Calls turn) {
      ArrayNode calls = message.putArray("tool_calls");
      for (ModelOutput.Call call : turn.calls()) {
        calls.add(ChatCompletion.call(ids, calls.size(), call));
      }
    }
    return message;
  }
}
