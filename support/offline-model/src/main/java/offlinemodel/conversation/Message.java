package offlinemodel.conversation;

/** One piece of the history that a request carries. */
public sealed interface Message {
  String text();

  record User(String text) implements Message {}

  record Assistant(String text) implements Message {}

  record ToolCall(String id, String name, String arguments) implements Message {
    @Override
    public String text() {
      return name + arguments;
    }
  }

  record ToolOutput(String id, String text) implements Message {}
}
