package offlinemodel.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import offlinemodel.api.Ids;
import offlinemodel.api.Usage;
import offlinemodel.conversation.Conversation;
import offlinemodel.conversation.ModelOutput;
import offlinemodel.protocol.Json;

/** The parts that a chat completion has, whole or in chunks. */
record ChatCompletion(Conversation conversation, ModelOutput output) {

  ObjectNode head(String object) {
    return Json.object()
        .put("id", new Ids(conversation).id("chatcmpl-", 0))
        .put("object", object)
        .put("created", conversation.createdAt())
        .put("model", conversation.model())
        .put("service_tier", "default")
        .put("system_fingerprint", "fp_offline");
  }

  static ObjectNode call(Ids ids, int n, ModelOutput.Call call) {
    ObjectNode node = Json.object().put("id", ids.id("call_", n)).put("type", "function");
    node.putObject("function").put("name", call.name()).put("arguments", call.arguments());
    return node;
  }

  ObjectNode usage() {
    Usage usage = Usage.of(conversation, output);
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

  String finishReason() {
    return switch (output.stopReason()) {
      case DONE -> output instanceof ModelOutput.Calls ? "tool_calls" : "stop";
      case MAX_TOKENS -> "length";
      case CONTENT_FILTER -> "content_filter";
    };
  }
}
