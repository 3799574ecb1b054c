package agentloop;

import agentloop.Tools.WeatherArgs;
import agents.Agent;
import agents.AgentsException;
import agents.FunctionTool;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.*;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A conversation: each question is asked together with all that was said before. */
public final class ConversationLoop {
  public static void main(String[] args) throws IOException {
    String what = "The temperature in a city now, in degrees Celsius.";
    FunctionTool.Handler<WeatherArgs> look = (run, arg) -> Tools.temperature(arg.city());
    FunctionTool weather = FunctionTool.of("get_weather", what, WeatherArgs.class, look);
    Agent agent = Agent.builder().name("Assistant").tool(weather).build();
    String file = args.length > 0 ? args[0] : "target/conversation.json";
    History history = new History(Path.of(file), 10);
    System.out.printf("%s holds %d turns. Say bye to leave.%n", file, history.turns());
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = next(in); line != null; line = next(in)) {
      try (RunResultStreaming result = Runner.runStreamed(agent, history.with(line))) {
        for (StreamEvent event : result.streamEvents()) {
          if (event instanceof AgentUpdatedStreamEvent now) {
            System.out.print(now.newAgent().name() + ": ");
          }
          if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
            System.out.print(raw.data().asOutputTextDelta().delta());
            System.out.flush();
          }
        }
        history.replaceBy(result.toInputList());
      } catch (AgentsException e) {
        System.out.print("\n[" + e.getMessage() + "]"); // and the conversation goes on
      }
      System.out.println();
    }
  }

  /** What the user says next, or null at the end of the conversation. */
  private static String next(BufferedReader in) throws IOException {
    System.out.print("You: ");
    System.out.flush();
    String line = in.readLine();
    if (line == null || System.console() == null) {
      System.out.println(line == null ? "" : line); // a terminal shows what is typed
    }
    if (line == null || line.strip().matches("(?i)quit|exit|bye")) {
      return null;
    }
    return line.isBlank() ? next(in) : line.strip();
  }
}
