package offlinemodel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What each fault does to an answer. Those that concern the connection are the server's part. */
final class Faults {
  private Faults() {}

  /**
   * The faults that answer with an error.
   *
   * @throws ApiError if this is one of them
   */
  static void throwStatus(Fault fault, String model) {
    switch (fault) {
      case UNAUTHORIZED -> throw ApiError.wrongKey();
      case FORBIDDEN -> throw ApiError.forbidden();
      case NOT_FOUND -> throw ApiError.noSuchModel(model);
      case RATE_LIMITED -> throw ApiError.rateLimited(model);
      case SERVER_ERROR -> throw ApiError.serverError();
      case UNAVAILABLE -> throw ApiError.overloaded();
      default -> {}
    }
  }

  /** Whether the model makes one mistake with a tool and, once told, goes on as it should. */
  static boolean spoilsFirstToolTurn(Fault fault) {
    return fault == Fault.BAD_TOOL_JSON || fault == Fault.UNKNOWN_TOOL;
  }

  /** The faults of the model: it does something else than it should. */
  static Answer spoil(Fault fault, Conversation conversation, Answer answer) {
    return switch (fault) {
      case REFUSAL -> new Answer.Refusal("I'm sorry, but I can't help with that.");
      case ENDLESS_TOOLS -> callAgain(conversation, answer);
      case BAD_TOOL_JSON ->
          spoilFirstCall(answer, call -> new Answer.Call(call.name(), cut(call.arguments())));
      case UNKNOWN_TOOL ->
          spoilFirstCall(answer, call -> new Answer.Call("no_such_tool", call.arguments()));
      default -> answer;
    };
  }

  /** The faults of the stream: it is complete on the wire, but not in what it says. */
  static List<Frame> spoil(Fault fault, List<Frame> frames, Api api, Conversation conversation) {
    int half = frames.size() / 2;
    List<Frame> spoiled = new ArrayList<>(frames);
    switch (fault) {
      case NO_FINISH -> spoiled.removeIf(frame -> frame.kind() == Frame.Kind.END);
      case BAD_JSON -> spoiled.set(half, broken(frames.get(half)));
      case ERROR_EVENT -> {
        spoiled.subList(half, spoiled.size()).clear();
        spoiled.addAll(api.failure(conversation, half));
      }
      default -> {}
    }
    return spoiled;
  }

  private static Answer callAgain(Conversation conversation, Answer answer) {
    if (conversation.tools().isEmpty()) return answer;
    return new Improvisation(conversation).call(conversation.tools().get(0));
  }

  private static Answer spoilFirstCall(Answer answer, UnaryOperator<Answer.Call> spoil) {
    if (!(answer instanceof Answer.Calls turn)) return answer;
    List<Answer.Call> calls = new ArrayList<>(turn.calls());
    calls.set(0, spoil.apply(calls.get(0)));
    return new Answer.Calls(calls);
  }

  private static String cut(String json) {
    return json.substring(0, json.length() * 3 / 4);
  }

  private static Frame broken(Frame frame) {
    return new Frame(cut(frame.text().strip()) + "\n\n", frame.kind());
  }
}
