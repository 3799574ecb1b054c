package offlinemodel.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import offlinemodel.api.Ids;
import offlinemodel.api.Usage;
import offlinemodel.conversation.Conversation;
import offlinemodel.conversation.ModelOutput;
import offlinemodel.conversation.ModelOutput.StopReason;
import offlinemodel.protocol.Json;

/** The response object and its parts, for whole answers and for the events of a stream. */
final class ResponseObject {
  /** What the service says of a request that leaves these out. */
  private static final String DEFAULTS =
      """
      {"background": false, "frequency_penalty": 0.0, "instructions": null,
       "max_output_tokens": null, "max_tool_calls": null, "metadata": {}, "moderation": null,
       "parallel_tool_calls": true, "presence_penalty": 0.0, "previous_response_id": null,
       "prompt_cache_key": null, "prompt_cache_retention": null,
       "reasoning": {"effort": null, "summary": null}, "safety_identifier": null,
       "service_tier": "default", "store": true, "temperature": 1.0,
       "text": {"format": {"type": "text"}, "verbosity": "medium"}, "tool_choice": "auto",
       "tools": [], "top_logprobs": 0, "top_p": 1.0, "truncation": "disabled", "user": null}
      """;

  private ResponseObject() {}

  /** Returns a response: what was asked, with the service's defaults, and what has come of it. */
  static ObjectNode response(
      Conversation conversation, String status, ArrayNode output, ObjectNode usage) {
    boolean completed = status.equals("completed");
    ObjectNode response = Json.object().put("id", new Ids(conversation).id("resp_", 0));
    response.put("object", "response").put("created_at", conversation.createdAt());
    response.put("completed_at", completed ? conversation.createdAt() : null);
    response.put("status", status).put("model", conversation.model());
    response.putNull("error").putNull("incomplete_details");
    response.set("output", output);
    response.set("usage", usage);
    return response.setAll(asked(conversation.request()));
  }

  /** Returns a response that has ended, with all its output. */
  static ObjectNode ended(Conversation conversation, ModelOutput output) {
    ObjectNode response =
        response(
            conversation,
            status(output),
            output(conversation, output),
            usage(conversation, output));
    if (output.stopReason() != StopReason.DONE) {
      response.putObject("incomplete_details").put("reason", reason(output.stopReason()));
    }
    return response;
  }

  /** The status of a response that has this output, and of the items in it. */
  static String status(ModelOutput output) {
    return output.stopReason() == StopReason.DONE ? "completed" : "incomplete";
  }

  private static String reason(StopReason stopped) {
    return stopped == StopReason.MAX_TOKENS ? "max_output_tokens" : "content_filter";
  }

  /** Returns the items: the calls, or a message if anything was said. */
  static ArrayNode output(Conversation conversation, ModelOutput said) {
    Ids ids = new Ids(conversation);
    ArrayNode output = Json.array();
    if (said instanceof ModelOutput.Calls turn) {
      for (int n = 0; n < turn.calls().size(); n++) {
        output.add(functionCall(ids, n, turn.calls().get(n), status(turn, n)));
      }
    } else if (said instanceof ModelOutput.Thoughts) {
      output.add(thoughts(ids, said.written()));
    } else if (!said.written().isEmpty()) {
      output.add(message(ids, status(said)).set("content", Json.array().add(part(said))));
    }
    return output;
  }

  /** A summary of what the model thought. */
  static ObjectNode thoughts(Ids ids, String text) {
    ObjectNode item = Json.object().put("id", ids.id("rs_", 0)).put("type", "reasoning");
    item.putArray("summary").addObject().put("type", "summary_text").put("text", text);
    return item;
  }

  /** The status of one of a turn's calls: only the last can have been stopped. */
  static String status(ModelOutput.Calls turn, int n) {
    return n == turn.calls().size() - 1 ? status(turn) : "completed";
  }

  static ObjectNode message(Ids ids, String status) {
    ObjectNode message = Json.object();
    message.put("id", ids.id("msg_", 0)).put("type", "message").put("status", status);
    message.putArray("content");
    return message.put("phase", "final_answer").put("role", "assistant");
  }

  /** The content of a message: text, or a refusal. */
  static ObjectNode part(ModelOutput said) {
    if (said instanceof ModelOutput.Refusal refusal) {
      return Json.object().put("type", "refusal").put("refusal", refusal.text());
    }
    ObjectNode part = Json.object().put("type", "output_text");
    part.putArray("annotations");
    part.putArray("logprobs");
    return part.put("text", said.written());
  }

  static ObjectNode functionCall(Ids ids, int n, ModelOutput.Call call, String status) {
    return Json.object()
        .put("id", ids.id("fc_", n))
        .put("type", "function_call")
        .put("status", status)
        .put("arguments", call.arguments())
        .put("call_id", ids.id("call_", n))
        .put("name", call.name());
  }

  static ObjectNode usage(Conversation conversation, ModelOutput said) {
    Usage usage = Usage.of(conversation, said);
    ObjectNode node = Json.object().put("input_tokens", usage.input());
    node.putObject("input_tokens_details").put("cached_tokens", 0).put("cache_write_tokens", 0);
    node.put("output_tokens", usage.output());
    node.putObject("output_tokens_details").put("reasoning_tokens", 0);
    return node.put("total_tokens", usage.total());
  }

  private static ObjectNode asked(JsonNode request) {
    ObjectNode asked = Json.parseObject(DEFAULTS);
    for (var field : asked.properties()) {
      JsonNode value = request.path(field.getKey());
      if (field.getKey().equals("tools")) {
        field.setValue(tools(value));
      } else if (value.isObject() && field.getValue() instanceof ObjectNode defaults) {
        defaults.setAll((ObjectNode) value);
      } else if (request.hasNonNull(field.getKey())) {
        field.setValue(value);
      }
    }
    return asked;
  }

  /** The service adds to each function what the request left out. */
  private static ArrayNode tools(JsonNode asked) {
    ArrayNode tools = Json.array();
    for (JsonNode tool : asked) {
      ObjectNode echo = tool.deepCopy();
      if (!echo.has("description")) echo.putNull("description");
      if (!echo.has("strict")) echo.put("strict", true);
      tools.add(echo);
    }
    return tools;
  }
}
