package offlinemodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * {@code POST /v1/chat/completions}: documents. The chunks of a stream are {@link ChatStream}'s.
 */
final class ChatApi implements Api {
  @Override
  public Conversation read(JsonNode request) {
    return ChatReader.read(request);
  }

  @Override
  public ObjectNode whole(Conversation conversation, Answer answer) {
    Ids ids = new Ids(conversation);
    ObjectNode completion = head(conversation, ids, "chat.completion");
    ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
    choice.set("message", message(ids, answer));
    choice.putNull("logprobs").put("finish_reason", finishReason(answer));
    return completion.set("usage", usage(conversation, answer));
  }

  @Override
  public List<Frame> stream(Conversation conversation, Answer answer) {
    return new ChatStream(conversation, answer).frames();
  }

  @Override
  public List<Frame> failure(Conversation conversation, int framesSent) {
    return List.of(Frame.data(ApiError.serverError().body(), Frame.Kind.END));
  }

  static ObjectNode head(Conversation conversation, Ids ids, String object) {
    return Json.object()
        .put("id", ids.id("chatcmpl-", 0))
        .put("object", object)
        .put("created", conversation.createdAt())
        .put("model", conversation.model())
        .put("service_tier", "default")
        .put("system_fingerprint", "fp_offline");
  }

  private static ObjectNode message(Ids ids, Answer answer) {
    String text = answer instanceof Answer.Text said ? said.text() : null;
    String refusal = answer instanceof Answer.Refusal refused ? refused.text() : null;
    ObjectNode message = Json.object().put("role", "assistant");
    message.put("content", text).put("refusal", refusal).putArray("annotations");
    if (answer instanceof Answer.Calls turn) {
      ArrayNode calls = message.putArray("tool_calls");
      for (Answer.Call call : turn.calls()) calls.add(call(ids, calls.size(), call));
    }
    return message;
  }

  static ObjectNode call(Ids ids, int n, Answer.Call call) {
    ObjectNode node = Json.object().put("id", ids.id("call_", n)).put("type", "function");
    node.putObject("function").put("name", call.name()).put("arguments", call.arguments());
    return node;
  }

  static ObjectNode usage(Conversation conversation, Answer answer) {
    Usage usage = Usage.of(conversation, answer);
    ObjectNode node = Json.object().put("prompt_tokens", usage.input());
    node.put("completion_tokens", usage.output()).put("total_tokens", usage.total());
    node.putObject("prompt_tokens_details").put("cached_tokens", 0).put("audio_tokens", 0);
    node.putObject("completion_tokens_details")
        .put("reasoning_tokens", 0)
        .put("audio_tokens", 0)
        .put("accepted_prediction_tokens", 0)
        .put("rejected_prediction_tokens", 0);
    return node;
  }

  static String finishReason(Answer answer) {
    return answer instanceof Answer.Calls ? "tool_calls" : "stop";
  }
}
