package offlinemodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code POST /v1/chat/completions}: documents. The chunks of a stream are {@link ChatStream}'s;
 * how other servers say them is {@link DialectStream}'s.
 */
final class ChatApi implements Api {
  private static final String COMMENT = ": the model is thinking\n\n";

  private final Dialect dialect;

  ChatApi(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public Conversation read(JsonNode request) {
    Conversation conversation = ChatReader.read(request);
    if (dialect == Dialect.GEMINI) GeminiRules.check(request);
    return conversation;
  }

  @Override
  public ObjectNode whole(Conversation conversation, Answer answer) {
    Ids ids = new Ids(conversation);
    ObjectNode completion = head(conversation, ids, "chat.completion");
    ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
    choice.set("message", message(ids, answer));
    choice.putNull("logprobs").put("finish_reason", finishReason(answer));
    completion.set("usage", usage(conversation, answer));
    return DialectStream.whole(dialect, completion);
  }

  @Override
  public List<Frame> stream(Conversation conversation, Answer answer) {
    List<Chunk> chunks = new ChatStream(conversation, answer).chunks();
    ObjectNode usage = usage(conversation, answer);
    return framed(ChatStream.frames(new DialectStream(dialect, chunks, usage).chunks()));
  }

  @Override
  public List<Frame> failure(Conversation conversation, int framesSent) {
    return framed(List.of(dialect.failure(dialect.inOwnWords(ApiError.serverError()))));
  }

  private List<Frame> framed(List<Frame> frames) {
    List<Frame> framed = new ArrayList<>(frames);
    if (dialect.has(Habit.KEEP_ALIVE_COMMENTS)) {
      framed.add(0, new Frame(COMMENT, Frame.Kind.OTHER));
    }
    if (dialect.has(Habit.NO_DONE)) framed.remove(ChatStream.DONE);
    if (dialect.has(Habit.CRLF)) {
      framed.replaceAll(frame -> new Frame(frame.text().replace("\n", "\r\n"), frame.kind()));
    }
    return framed;
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
