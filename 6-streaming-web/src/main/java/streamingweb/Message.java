package streamingweb;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.models.responses.ResponseInputItem;
import java.util.List;
import java.util.stream.StreamSupport;
import wire.Json;

/**
 * One row of a chat.
 *
 * @param role {@code user} or {@code assistant}
 * @param status {@code complete}, {@code stopped} or {@code failed}; or {@code writing}, which no
 *     row has
 * @param body a question's {@code text}; or an answer's {@code items}, which are finished messages,
 *     thoughts, tool calls and tool outputs as the model will see them, and the {@code partial}
 *     text of a message that was not finished
 */
record Message(String id, String role, String status, JsonNode body) {
  static final String USER = "user";
  static final String ASSISTANT = "assistant";
  static final String WRITING = "writing";

  static Message question(String id, String text) {
    return new Message(id, USER, "complete", Json.object().put("text", text));
  }

  static Message answer(String id, String status, List<ResponseInputItem> items, String partial) {
    var body = Json.object().put("partial", partial);
    body.set("items", Json.MAPPER.valueToTree(items));
    return new Message(id, ASSISTANT, status, body);
  }

  boolean isQuestion() {
    return role.equals(USER);
  }

  boolean isBeingWritten() {
    return status.equals(WRITING);
  }

  boolean isComplete() {
    return status.equals("complete");
  }

  /** The text of a question. */
  String text() {
    return Json.string(body, "/text");
  }

  /** The text of an answer that broke off in the middle of a message. */
  String partial() {
    return Json.string(body, "/partial");
  }

  List<ResponseInputItem> items() {
    return StreamSupport.stream(body.path("items").spliterator(), false)
        .map(item -> Json.MAPPER.convertValue(item, ResponseInputItem.class))
        .toList();
  }
}
