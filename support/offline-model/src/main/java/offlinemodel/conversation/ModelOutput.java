package offlinemodel.conversation;

import java.util.List;
import java.util.stream.Collectors;

/** What the model does next: it says something, refuses, or calls tools. */
public sealed interface ModelOutput {
  /** All that the model writes, for counting tokens. */
  String written();

  /** Why the model stopped. */
  default StopReason stopReason() {
    return StopReason.DONE;
  }

  record Text(String text, StopReason stopReason) implements ModelOutput {
    public Text(String text) {
      this(text, StopReason.DONE);
    }

    @Override
    public String written() {
      return text;
    }
  }

  /** Only what the model thought, and no answer after it. */
  record Thoughts(String text) implements ModelOutput {
    @Override
    public String written() {
      return text;
    }
  }

  record Refusal(String text) implements ModelOutput {
    @Override
    public String written() {
      return text;
    }
  }

  /** One turn's calls; more than one are meant to run side by side. */
  record Calls(List<Call> calls, StopReason stopReason) implements ModelOutput {
    public Calls(List<Call> calls) {
      this(calls, StopReason.DONE);
    }

    public static Calls one(String name, String arguments) {
      return new Calls(List.of(new Call(name, arguments)));
    }

    @Override
    public String written() {
      return calls.stream()
          .map(call -> call.name() + call.arguments())
          .collect(Collectors.joining());
    }
  }

  record Call(String name, String arguments) {}

  /** Why the model stopped: it had said what it had to say, or something stopped it. */
  enum StopReason {
    DONE,
    MAX_TOKENS,
    CONTENT_FILTER
  }
}
