package agentloop;

import agents.Agent;
import agents.FunctionTool;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.AgentUpdatedStreamEvent;
import agents.StreamEvent.RawResponseEvent;
import agents.StreamEvent.RunItemStreamEvent;

/** One agent calls another like a tool, and you read along. */
public final class AgentAsTool {
  public static void main(String[] args) {
    Agent translator =
        Agent.builder()
            .name("Translator")
            .instructions("Translate what you are given into German. Say nothing else.")
            .build();
    FunctionTool translate =
        translator.asTool("translate", "Translates into German.", AgentAsTool::print);
    Agent editor =
        Agent.builder()
            .name("Editor")
            .instructions("Write the card in English, have it translated, show both.")
            .tool(translate)
            .build();

    String task = "Write a birthday card for Aisha, in English and in German.";
    try (RunResultStreaming result = Runner.runStreamed(editor, task)) {
      for (StreamEvent event : result.streamEvents()) {
        print(event);
      }
      System.out.println("Model calls of both: " + result.usage().requests());
    }
  }

  /** Prints an event of the editor's run or of the translator's run. */
  private static void print(StreamEvent event) {
    if (event instanceof AgentUpdatedStreamEvent now) {
      System.out.println("--- " + now.newAgent().name() + " ---");
    } else if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
      System.out.print(raw.data().asOutputTextDelta().delta());
      System.out.flush();
    } else if (event instanceof RunItemStreamEvent run
        && run.name().equals("message_output_created")) {
      System.out.println();
    }
  }
}
