package offlinemodel.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import offlinemodel.conversation.ModelOutput;
import offlinemodel.conversation.ModelOutput.Call;
import offlinemodel.conversation.ModelOutput.Calls;
import offlinemodel.conversation.ModelOutput.StopReason;

/** The faults of the model: it says something else than it should. */
final class OutputFaults {
  private static final List<String> SEPARATORS = List.of("\u2028", "\u2029", "\u0085");

  private OutputFaults() {}

  static ModelOutput spoil(Fault fault, ModelOutput output) {
    return switch (fault) {
      case REFUSAL -> new ModelOutput.Refusal("I'm sorry, but I can't help with that.");
      case BAD_TOOL_JSON ->
          spoilFirstCall(output, call -> new Call(call.name(), cut(call.arguments())));
      case UNKNOWN_TOOL ->
          spoilFirstCall(output, call -> new Call("no_such_tool", call.arguments()));
      case MAX_TOKENS -> stopped(output, StopReason.MAX_TOKENS);
      case CONTENT_FILTER -> stopped(output, StopReason.CONTENT_FILTER);
      case EMPTY -> new ModelOutput.Text("");
      case ONLY_THOUGHTS -> new ModelOutput.Thoughts("The question is short, so is the answer.");
      case LINE_SEPARATORS -> separated(output);
      case INVALID_UTF8 -> accented(output);
      default -> output;
    };
  }

  private static ModelOutput spoilFirstCall(ModelOutput output, UnaryOperator<Call> spoil) {
    if (!(output instanceof Calls turn)) return output;
    List<Call> calls = new ArrayList<>(turn.calls());
    calls.set(0, spoil.apply(calls.get(0)));
    return new Calls(calls);
  }

  /** The first half of it. Of calls, the last one is cut in its arguments. */
  private static ModelOutput stopped(ModelOutput output, StopReason reason) {
    if (output instanceof Calls turn) {
      List<Call> calls = new ArrayList<>(turn.calls());
      Call last = calls.remove(calls.size() - 1);
      calls.add(new Call(last.name(), half(last.arguments())));
      return new Calls(calls, reason);
    }
    return new ModelOutput.Text(half(output.written()), reason);
  }

  private static String half(String text) {
    return text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2));
  }

  /** Has three characters in the place of spaces that Unicode takes for the end of a line. */
  private static ModelOutput separated(ModelOutput output) {
    if (!(output instanceof ModelOutput.Text said)) return output;
    String text = said.text();
    for (String separator : SEPARATORS) text = text.replaceFirst(" ", separator);
    return new ModelOutput.Text(text);
  }

  /** Has a letter that is one byte in Latin-1 and two in UTF-8. */
  private static ModelOutput accented(ModelOutput output) {
    return output instanceof ModelOutput.Text said
        ? new ModelOutput.Text("Voil\u00e0: " + said.text())
        : output;
  }

  private static String cut(String json) {
    return json.substring(0, json.length() * 3 / 4);
  }
}
