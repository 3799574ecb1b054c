package agents;

import agents.RunItem.ToolCallOutputItem;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides, after the tools of a turn have run, whether the run is over; mirrors Python's {@code
 * tool_use_behavior}. Return the final output, or empty to call the model again. The outputs don't
 * include calls of tools that the agent doesn't have.
 */
@FunctionalInterface
public interface ToolUseBehavior {
  ToolUseBehavior RUN_LLM_AGAIN = outputs -> Optional.empty();

  ToolUseBehavior STOP_ON_FIRST_TOOL = outputs -> Optional.of(output(outputs.get(0)));

  Optional<Object> finalOutput(List<ToolCallOutputItem> outputs);

  /** Ends the run with the output of the first tool that has one of these names. */
  static ToolUseBehavior stopAtTools(String... names) {
    List<String> stops = Arrays.asList(names);
    return outputs ->
        outputs.stream()
            .filter(output -> stops.contains(output.call().name()))
            .findFirst()
            .map(ToolUseBehavior::output);
  }

  /**
   * Returns what the tool returned; the word "null" for {@code null}, as the model would see it.
   */
  private static Object output(ToolCallOutputItem item) {
    return Objects.requireNonNullElse(item.output(), "null");
  }
}
