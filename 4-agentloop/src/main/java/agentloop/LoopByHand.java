package agentloop;

import agents.OpenAIDefaults;
import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.client.OpenAIClient;
import com.openai.core.ObjectMappers;
import com.openai.models.responses.*;
import com.openai.models.responses.ResponseInputItem.FunctionCallOutput;
import java.util.ArrayList;
import java.util.List;

/** AgentLoop without Runner: the same question and tools, on the bare OpenAI SDK. */
public final class LoopByHand {
  private static final OpenAIClient CLIENT = OpenAIDefaults.client();
  private static final JsonMapper JSON = ObjectMappers.jsonMapper();

  public static void main(String[] args) throws Exception {
    List<ResponseInputItem> history = new ArrayList<>();
    String question =
        "How much warmer is it in Lahore than in Oslo right now, "
            + "and what is that difference in Fahrenheit degrees?";
    var role = EasyInputMessage.Role.USER;
    var user = EasyInputMessage.builder().role(role).content(question).build();
    history.add(ResponseInputItem.ofEasyInputMessage(user));

    boolean answered = false;
    while (!answered) {
      List<ResponseInputItem> outputs = new ArrayList<>();
      for (ResponseOutputItem item : ask(history).output()) {
        history.add(JSON.convertValue(item, ResponseInputItem.class));
        if (item.isFunctionCall()) {
          outputs.add(call(item.asFunctionCall()));
        } else if (item.isMessage()) {
          var part = item.asMessage().content().get(0);
          part.outputText().ifPresent(text -> System.out.println(text.text()));
        }
      }
      history.addAll(outputs); // the model has not seen them yet: ask it again
      answered = outputs.isEmpty();
    }
  }

  /** The service remembers nothing: each request holds the whole conversation. */
  private static Response ask(List<ResponseInputItem> history) {
    var params = ResponseCreateParams.builder().model(OpenAIDefaults.model());
    params.instructions("You are a helpful assistant. Use the tools you have.");
    params.addTool(City.class).addTool(Calculate.class);
    return CLIENT.responses().create(params.inputOfResponse(history).build());
  }

  /** Runs a tool; the id says which call the output belongs to. */
  private static ResponseInputItem call(ResponseFunctionToolCall call) throws Exception {
    System.out.println("[tool called] " + call.name() + " " + call.arguments());
    String output =
        switch (call.name()) {
          case "get_weather" -> "" + Tools.temperature(call.arguments(City.class).city);
          case "calculate" -> Tools.calculate(call.arguments(Calculate.class).expression);
          default -> "There is no tool of this name.";
        };
    System.out.println("[tool output] " + output);
    return ResponseInputItem.ofFunctionCallOutput(
        FunctionCallOutput.builder().callId(call.callId()).output(output).build());
  }

  @JsonTypeName("get_weather")
  @JsonClassDescription("The temperature in a city now, in degrees Celsius.")
  record City(String city) {}

  @JsonTypeName("calculate")
  @JsonClassDescription("The value of an arithmetic expression, such as (2 + 3) * 4.")
  record Calculate(String expression) {}
}
