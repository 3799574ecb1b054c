package agentloop;

import agents.Agent;
import agents.FunctionTool;
import agents.RunResult;
import agents.Runner;
import agents.Trace.Span;
import java.util.Comparator;
import java.util.List;

/** Shows that three slow tools in one turn take only as long as the slowest one. */
public final class ParallelTools {
  private record CityArgs(String city) {}

  public static void main(String[] args) {
    Agent agent =
        Agent.builder()
            .name("Guide")
            .instructions("Look up everything at once, then answer in one sentence.")
            .tool(slow("get_population", "How many people live in a city.", "13 million"))
            .tool(slow("get_weather", "The weather in a city now.", "sunny, 31 degrees"))
            .tool(slow("get_local_time", "The local time in a city.", "14:05"))
            .build();

    RunResult result = Runner.runSync(agent, "What do you know about Lahore?");
    System.out.println(result.finalOutput());

    List<Span> spans = result.trace().spans(); // model calls and tools
    List<Span> tools =
        spans.stream()
            .filter(s -> s.name().startsWith("tool"))
            .sorted(Comparator.comparing(Span::name))
            .toList();
    long sum = 0;
    long begin = Long.MAX_VALUE;
    long end = 0;
    System.out.println();
    for (Span tool : tools) {
      System.out.printf("%-20s %5d ms%n", tool.name(), tool.duration().toMillis());
      sum += tool.duration().toMillis();
      begin = Math.min(begin, tool.start().toMillis());
      end = Math.max(end, tool.start().plus(tool.duration()).toMillis());
    }
    System.out.printf("%-20s %5d ms%n", "one after the other", sum);
    System.out.printf("%-20s %5d ms%n", "side by side", end - begin);
  }

  /** A tool that is as slow as a distant server. */
  private static FunctionTool slow(String name, String description, String output) {
    return FunctionTool.of(
        name,
        description,
        CityArgs.class,
        (context, args) -> {
          Thread.sleep(500);
          return output; // the same for every city: this is about time
        });
  }
}
