package agentloop;

import agents.Agent;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import java.util.List;

/** Code with all that belongs to it, each in its place: nothing to cut out of prose. */
public final class CodeGenerator {
  record CodeSnippet(
      String language,
      String code,
      String explanation,
      List<String> dependencies // none is a fine answer, too
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

      // Shown, and not run: what a model writes is read by a person first.
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
