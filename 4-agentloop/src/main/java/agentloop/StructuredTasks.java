package agentloop;

import agents.Agent;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import java.util.Comparator;
import java.util.List;

/** Gets a list of records, which a program can sort and add up. */
public final class StructuredTasks {
  /** The model must choose one of these three. */
  enum Priority {
    HIGH,
    MEDIUM,
    LOW
  }

  record Task(String title, String description, Priority priority, int estimatedHours) {}

  /** An output type can't be a List<Task>, but a record can hold one. */
  record Plan(List<Task> tasks) {}

  public static void main(String[] args) {
    Agent agent =
        Agent.builder()
            .name("Planner")
            .instructions("You break work down into tasks.")
            .outputType(Plan.class)
            .build();

    String question = "Plan the launch of a small web site.";
    try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          System.out.print(raw.data().asOutputTextDelta().delta());
          System.out.flush();
        }
      }

      List<Task> tasks = result.finalOutputAs(Plan.class).tasks();
      System.out.println("\n");
      tasks.stream()
          .sorted(Comparator.comparing(Task::priority))
          .map(t -> "%-6s %3d h  %s".formatted(t.priority, t.estimatedHours, t.title))
          .forEach(System.out::println);
      int hours = tasks.stream().mapToInt(Task::estimatedHours).sum();
      System.out.printf("%-6s %3d h%n", "all", hours);
    }
  }
}
