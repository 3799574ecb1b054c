package offlinemodel.api;

import offlinemodel.conversation.Conversation;
import offlinemodel.conversation.ModelOutput;

/** A plain estimate of the tokens: four characters are one. */
public record Usage(int input, int output) {
  public static Usage of(Conversation conversation, ModelOutput answer) {
    StringBuilder read = new StringBuilder(conversation.instructions());
    conversation.messages().forEach(message -> read.append(message.text()));
    conversation.tools().forEach(tool -> read.append(tool.name()).append(tool.parameters()));
    return new Usage(tokens(read.toString()), tokens(answer.written()));
  }

  public int total() {
    return input + output;
  }

  private static int tokens(String text) {
    return (text.length() + 3) / 4;
  }
}
