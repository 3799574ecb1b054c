package agentloop;

import agents.Agent;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import java.util.List;

/** Gets code, its explanation and its dependencies in separate fields. */
public final class CodeGenerator {
  record CodeSnippet(
      String language,
      String code,
      String explanation,
      List<String> dependencies // an empty list if it needs none
      ) {}

  public static void main(String[] args) {
    Agent agent =
        Agent.builder()
            .name("Programmer")
            .instructions("You write short code. Dependencies are group:name:version.")
            .outputType(CodeSnippet.class)
            .build();

    String question = "Write a Java method that returns the title of a web page.";
    try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          System.out.print(raw.data().asOutputTextDelta().delta());
          System.out.flush();
        }
      }

      // Only shown: never run a model's code before a person has read it.
      CodeSnippet snippet = result.finalOutputAs(CodeSnippet.class);
      System.out.println("\n\n--- " + snippet.language() + " ---");
      System.out.println(snippet.code());
      System.out.println("--- Explanation ---");
      System.out.println(snippet.explanation());
      System.out.println("--- Dependencies ---");
      snippet.dependencies().forEach(System.out::println);
    }
  }
}
