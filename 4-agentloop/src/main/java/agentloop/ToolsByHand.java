package agentloop;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.EasyInputMessage.Role;
import com.openai.models.responses.ResponseInputItem;

/** The tools of AgentLoop, for programs that run them without Runner. */
final class ToolsByHand {
  static final String SYSTEM = "You are a helpful assistant. Use the tools you have.";
  static final String QUESTION =
      "How much warmer is it in Lahore than in Oslo right now, "
          + "and what is that difference in Fahrenheit degrees?";

  @JsonTypeName("get_weather")
  @JsonClassDescription("The temperature in a city now, in degrees Celsius.")
  record City(String city) {}

  @JsonTypeName("calculate")
  @JsonClassDescription("The value of an arithmetic expression, such as (2 + 3) * 4.")
  record Calculate(String expression) {}

  private ToolsByHand() {}

  /** Returns the question as the first item of a conversation. */
  static ResponseInputItem question() {
    var message = EasyInputMessage.builder().role(Role.USER).content(QUESTION).build();
    return ResponseInputItem.ofEasyInputMessage(message);
  }

  /** Runs the tool with that name. The model wrote its arguments, as JSON. */
  static String run(String name, String arguments) throws Exception {
    System.out.println("[tool called] " + name + " " + arguments);
    JsonMapper json = new JsonMapper();
    String output =
        switch (name) {
          case "get_weather" -> {
            City asked = json.readValue(arguments, City.class);
            yield String.valueOf(Tools.temperature(asked.city));
          }
          case "calculate" -> {
            Calculate asked = json.readValue(arguments, Calculate.class);
            yield Tools.calculate(asked.expression);
          }
          default -> "There is no tool of this name.";
        };
    System.out.println("[tool output] " + output);
    return output;
  }
}
