package offlinemodel.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import offlinemodel.conversation.ModelOutput;
import offlinemodel.conversation.ModelOutput.Call;
import offlinemodel.conversation.ModelOutput.Calls;

/** The faults of the model: it says something else than it should. */
final class OutputFaults {
  private OutputFaults() {}

  static ModelOutput spoil(Fault fault, ModelOutput output) {
    return switch (fault) {
      case REFUSAL -> new ModelOutput.Refusal("I'm sorry, but I can't help with that.");
      case BAD_TOOL_JSON ->
          spoilFirstCall(output, call -> new Call(call.name(), cut(call.arguments())));
      case UNKNOWN_TOOL ->
          spoilFirstCall(output, call -> new Call("no_such_tool", call.arguments()));
      default -> output;
    };
  }

  private static ModelOutput spoilFirstCall(ModelOutput output, UnaryOperator<Call> spoil) {
    if (!(output instanceof Calls turn)) return output;
    List<Call> calls = new ArrayList<>(turn.calls());
    calls.set(0, spoil.apply(calls.get(0)));
    return new Calls(calls);
  }

  private static String cut(String json) {
    return json.substring(0, json.length() * 3 / 4);
  }
}
