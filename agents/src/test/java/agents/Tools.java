package agents;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import wire.Json;

/** Agents and tools that many tests need. */
final class Tools {
  record City(String name) {}

  record Trip(String to, int days, Optional<String> by) {}

  private Tools() {}

  /** Answers "sunny". */
  static FunctionTool weather() {
    return FunctionTool.of("weather", "Tells the weather.", context -> "sunny");
  }

  /** Answers with the name of its city. */
  static FunctionTool city() {
    return FunctionTool.of("city", "Names a city.", City.class, (context, city) -> city.name);
  }

  /** Answers with its arguments. */
  static FunctionTool trip() {
    return FunctionTool.of("trip", "Books a trip.", Trip.class, (context, trip) -> trip);
  }

  static FunctionTool throwing(String message) {
    return FunctionTool.of(
        "broken",
        "Does not work.",
        context -> {
          throw new IllegalStateException(message);
        });
  }

  /** Waits until it is interrupted. */
  static FunctionTool hanging(String name, CountDownLatch started, CountDownLatch interrupted) {
    return FunctionTool.of(
        name,
        "Takes for ever.",
        City.class,
        (context, city) -> {
          started.countDown();
          try {
            new CountDownLatch(1).await();
            return "never";
          } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
          }
        });
  }

  static Agent agent(Model model, FunctionTool... tools) {
    Agent.Builder agent = Agent.builder().name("Test").model(model);
    List.of(tools).forEach(agent::tool);
    return agent.build();
  }

  /** The outputs of tools, as the model's request number n saw them. */
  static List<String> outputsSeen(ScriptedModel model, int n) {
    JsonNode input = Json.MAPPER.valueToTree(model.requests.get(n - 1).input());
    return input.findValuesAsText("output");
  }

  /** Waits, but not for ever. */
  static void await(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(50, TimeUnit.SECONDS)) {
      throw new AssertionError("Waited in vain.");
    }
  }
}
