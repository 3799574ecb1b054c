package agentloop;

import agents.OpenAIDefaults;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import java.util.List;

/** LoopByHand through Chat Completions, the older API that nearly every provider has. */
public final class LoopByHandChat {
  public static void main(String[] args) throws Exception {
    // The builder collects the conversation. Each request has all of it.
    var conversation =
        ChatCompletionCreateParams.builder()
            .model(OpenAIDefaults.model())
            .addSystemMessage(ToolsByHand.SYSTEM)
            .addUserMessage(ToolsByHand.QUESTION)
            .addTool(ToolsByHand.City.class)
            .addTool(ToolsByHand.Calculate.class);

    boolean answered = false;
    while (!answered) {
      ChatCompletionMessage message = ask(conversation.build());
      conversation.addMessage(message);
      List<ChatCompletionMessageToolCall> calls = message.toolCalls().orElse(List.of());
      for (ChatCompletionMessageToolCall call : calls) {
        conversation.addMessage(run(call));
      }
      message.content().ifPresent(System.out::println);
      answered = calls.isEmpty();
    }
  }

  private static ChatCompletionMessage ask(ChatCompletionCreateParams params) {
    var completion = OpenAIDefaults.client().chat().completions().create(params);
    return completion.choices().get(0).message();
  }

  /** Runs a tool; the id says which call the output belongs to. */
  private static ChatCompletionToolMessageParam run(ChatCompletionMessageToolCall call)
      throws Exception {
    var function = call.asFunction().function();
    String output = ToolsByHand.run(function.name(), function.arguments());
    return ChatCompletionToolMessageParam.builder()
        .toolCallId(call.asFunction().id())
        .content(output)
        .build();
  }
}
