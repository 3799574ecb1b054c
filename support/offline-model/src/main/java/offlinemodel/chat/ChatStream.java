package offlinemodel.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import offlinemodel.api.Ids;
import offlinemodel.api.TextDeltas;
import offlinemodel.conversation.Conversation;
import offlinemodel.conversation.ModelOutput;
import offlinemodel.dialects.ChatCompletionChunk;
import offlinemodel.protocol.Json;
import offlinemodel.protocol.ServerSentEvent.Kind;

/** Writes the chunks of one streamed chat completion. */
final class ChatStream {
  private final ModelOutput output;
  private final Ids ids;
  private final ChatCompletion parts;
  private final ObjectNode head;
  private final boolean usageWanted;
  private final Consumer<ChatCompletionChunk> reader;

  ChatStream(Conversation conversation, ModelOutput output, Consumer<ChatCompletionChunk> reader) {
    this.output = output;
    this.reader = reader;
    ids = new Ids(conversation);
    parts = new ChatCompletion(conversation, output);
    head = parts.head("chat.completion.chunk");
    usageWanted = conversation.request().path("stream_options").path("include_usage").asBoolean();
  }

  void write() {
    emit(opening(), null, Kind.OTHER);
    if (output instanceof ModelOutput.Calls turn) {
      for (int i = 0; i < turn.calls().size(); i++) writeCall(i, turn.calls().get(i));
    } else {
      TextDeltas.forEach(
          output.written(), text -> emit(Json.object().put(field(), text), null, Kind.DELTA));
    }
    emit(Json.object(), parts.finishReason(), Kind.END);
    if (usageWanted) writeUsage();
  }

  private String field() {
    if (output instanceof ModelOutput.Thoughts) return "reasoning_content";
    return output instanceof ModelOutput.Refusal ? "refusal" : "content";
  }

  private ObjectNode opening() {
    ObjectNode delta = Json.object().put("role", "assistant");
    if (output instanceof ModelOutput.Calls) return delta.putNull("content");
    return delta.put("content", "").putNull("refusal");
  }

  /** The first chunk of a call says which it is, the others bring its arguments. */
  private void writeCall(int n, ModelOutput.Call call) {
    ObjectNode begun = Json.object().put("index", n);
    begun.setAll(ChatCompletion.call(ids, n, new ModelOutput.Call(call.name(), "")));
    emit(inCalls(begun), null, Kind.OTHER);
    TextDeltas.forEach(call.arguments(), text -> emit(inCalls(more(n, text)), null, Kind.DELTA));
  }

  private static ObjectNode more(int n, String arguments) {
    ObjectNode more = Json.object().put("index", n);
    more.putObject("function").put("arguments", arguments);
    return more;
  }

  private static ObjectNode inCalls(ObjectNode call) {
    return Json.object().set("tool_calls", Json.array().add(call));
  }

  private void writeUsage() {
    ObjectNode chunk = head.deepCopy();
    chunk.putArray("choices");
    chunk.set("usage", parts.usage());
    reader.accept(new ChatCompletionChunk(chunk, Kind.END));
  }

  private void emit(ObjectNode delta, String finishReason, Kind kind) {
    ObjectNode chunk = head.deepCopy();
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.set("delta", delta);
    choice.putNull("logprobs").put("finish_reason", finishReason);
    if (usageWanted) chunk.putNull("usage");
    reader.accept(new ChatCompletionChunk(chunk, kind));
  }
}
