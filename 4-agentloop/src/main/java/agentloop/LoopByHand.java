package agentloop;

import agents.OpenAIDefaults;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.core.ObjectMappers;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseInputItem.FunctionCallOutput;
import com.openai.models.responses.ResponseOutputItem;
import java.util.ArrayList;
import java.util.List;

/** AgentLoop with the OpenAI SDK alone: the same question, the same tools. */
public final class LoopByHand {
  private static final JsonMapper JSON = ObjectMappers.jsonMapper();

  public static void main(String[] args) throws Exception {
    if (OpenAIDefaults.api().equals("chat_completions")) {
      LoopByHandChat.main(args);
      return;
    }
    List<ResponseInputItem> history = new ArrayList<>();
    history.add(ToolsByHand.question());
    boolean answered = false;
    while (!answered) {
      List<ResponseInputItem> outputs = new ArrayList<>();
      for (ResponseOutputItem item : ask(history).output()) {
        history.add(JSON.convertValue(item, ResponseInputItem.class));
        if (item.isFunctionCall()) {
          var call = item.asFunctionCall();
          String output = ToolsByHand.run(call.name(), call.arguments());
          outputs.add(output(call.callId(), output));
        } else if (item.isMessage()) {
          var part = item.asMessage().content().get(0);
          part.outputText().ifPresent(text -> System.out.println(text.text()));
        }
      }
      history.addAll(outputs); // the model hasn't seen them yet: call it again
      answered = outputs.isEmpty();
    }
  }

  /** The model remembers nothing: each request has the whole conversation. */
  private static Response ask(List<ResponseInputItem> history) {
    var params = ResponseCreateParams.builder().model(OpenAIDefaults.model());
    params.instructions(ToolsByHand.SYSTEM);
    params.addTool(ToolsByHand.City.class).addTool(ToolsByHand.Calculate.class);
    params.inputOfResponse(history);
    return OpenAIDefaults.client().responses().create(params.build());
  }

  /** The id says which call the output belongs to. */
  private static ResponseInputItem output(String callId, String output) {
    var item = FunctionCallOutput.builder().callId(callId).output(output).build();
    return ResponseInputItem.ofFunctionCallOutput(item);
  }
}
