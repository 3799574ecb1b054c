package agentloop;

import agents.OpenAIDefaults;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionChunk.Choice.Delta.ToolCall;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts streamed tool calls together by hand: their arguments come in pieces, too. */
public final class CallInPieces {
  /** A call that is not complete yet. */
  private static final class Call {
    String id = "";
    String name = "";
    String arguments = "";
  }

  public static void main(String[] args) {
    ChatCompletionCreateParams params =
        ChatCompletionCreateParams.builder()
            .model(OpenAIDefaults.model())
            .addSystemMessage(ToolsByHand.SYSTEM)
            .addUserMessage(ToolsByHand.QUESTION)
            .addTool(ToolsByHand.City.class)
            .addTool(ToolsByHand.Calculate.class)
            .build();

    Map<Long, Call> calls = new TreeMap<>();
    var completions = OpenAIDefaults.client().chat().completions();
    try (StreamResponse<ChatCompletionChunk> http = completions.createStreaming(params)) {
      http.stream()
          .flatMap(chunk -> chunk.choices().stream())
          .map(choice -> choice.delta().toolCalls().orElse(List.of()))
          .forEach(pieces -> pieces.forEach(piece -> add(piece, calls)));
    }
    // Only now is the JSON complete, and you could run the tool.
    for (Call call : calls.values()) {
      System.out.println("complete: " + call.name + " " + call.arguments);
    }
  }

  /** The index says which call a piece belongs to. Its first piece has id and name. */
  private static void add(ToolCall piece, Map<Long, Call> calls) {
    Call call = calls.computeIfAbsent(piece.index(), index -> new Call());
    String name = piece.function().flatMap(ToolCall.Function::name).orElse("");
    String arguments = piece.function().flatMap(ToolCall.Function::arguments).orElse("");
    String shown = (name + " " + arguments).strip();
    System.out.println("piece of call " + piece.index() + ": " + shown);
    call.id = call.id + piece.id().orElse("");
    call.name = call.name + name;
    call.arguments = call.arguments + arguments;
  }
}
