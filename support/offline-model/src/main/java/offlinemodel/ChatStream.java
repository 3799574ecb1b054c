package offlinemodel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Writes the chunks of one streamed chat completion. */
final class ChatStream {
  private static final String CHUNK = "chat.completion.chunk";
  static final Frame DONE = new Frame("data: [DONE]\n\n", Frame.Kind.END);

  private final Conversation conversation;
  private final Answer answer;
  private final Ids ids;
  private final boolean usageWanted;
  private final List<Chunk> chunks = new ArrayList<>();

  ChatStream(Conversation conversation, Answer answer) {
    this.conversation = conversation;
    this.answer = answer;
    ids = new Ids(conversation);
    usageWanted = conversation.request().path("stream_options").path("include_usage").asBoolean();
  }

  static List<Frame> frames(List<Chunk> chunks) {
    List<Frame> frames = new ArrayList<>();
    chunks.forEach(chunk -> frames.add(Frame.data(chunk.json(), chunk.kind())));
    frames.add(DONE);
    return frames;
  }

  List<Chunk> chunks() {
    emit(opening(), null, Frame.Kind.OTHER);
    if (answer instanceof Answer.Calls turn) {
      for (int i = 0; i < turn.calls().size(); i++) writeCall(i, turn.calls().get(i));
    } else {
      String field = answer instanceof Answer.Refusal ? "refusal" : "content";
      for (String piece : Pieces.of(answer.written())) {
        emit(Json.object().put(field, piece), null, Frame.Kind.DELTA);
      }
    }
    emit(Json.object(), ChatApi.finishReason(answer), Frame.Kind.END);
    if (usageWanted) writeUsage();
    return chunks;
  }

  private ObjectNode opening() {
    ObjectNode delta = Json.object().put("role", "assistant");
    if (answer instanceof Answer.Calls) return delta.putNull("content");
    return delta.put("content", "").putNull("refusal");
  }

  /** The first chunk of a call says which it is, the others bring its arguments. */
  private void writeCall(int n, Answer.Call call) {
    ObjectNode begun = Json.object().put("index", n);
    begun.setAll(ChatApi.call(ids, n, new Answer.Call(call.name(), "")));
    emit(inCalls(begun), null, Frame.Kind.OTHER);
    for (String piece : Pieces.of(call.arguments())) {
      ObjectNode more = Json.object().put("index", n);
      more.putObject("function").put("arguments", piece);
      emit(inCalls(more), null, Frame.Kind.DELTA);
    }
  }

  private static ObjectNode inCalls(ObjectNode call) {
    return Json.object().set("tool_calls", Json.array().add(call));
  }

  private void writeUsage() {
    ObjectNode chunk = ChatApi.head(conversation, ids, CHUNK);
    chunk.putArray("choices");
    chunk.set("usage", ChatApi.usage(conversation, answer));
    chunks.add(new Chunk(chunk, Frame.Kind.END));
  }

  private void emit(ObjectNode delta, String finishReason, Frame.Kind kind) {
    ObjectNode chunk = ChatApi.head(conversation, ids, CHUNK);
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.set("delta", delta);
    choice.putNull("logprobs").put("finish_reason", finishReason);
    if (usageWanted) chunk.putNull("usage");
    chunks.add(new Chunk(chunk, kind));
  }
}
