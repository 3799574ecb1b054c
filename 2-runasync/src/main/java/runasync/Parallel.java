package runasync;

import agents.Agent;
import agents.RunResult;
import agents.Runner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks three questions one after the other, then all at once, and compares the times. */
public final class Parallel {
  public static void main(String[] args) {
    String instructions = "You are a helpful assistant.";
    Agent agent = Agent.builder().name("Assistant").instructions(instructions).build();

    // Not measured, because the first call of a program is always slower.
    Runner.runSync(agent, "What is the capital of Pakistan?");
    List<String> countries = List.of("Japan", "Kenya", "Peru");

    System.out.println("=== One After the Other ===");
    long start = System.nanoTime();
    for (String country : countries) {
      System.out.println(Runner.runSync(agent, capitalOf(country)).finalOutput());
    }
    printMillisSince(start);

    System.out.println("=== All at Once ===");
    start = System.nanoTime();
    List<CompletableFuture<RunResult>> futures = new ArrayList<>();
    for (String country : countries) {
      futures.add(Runner.run(agent, capitalOf(country)));
    }
    for (CompletableFuture<RunResult> future : futures) {
      System.out.println(future.join().finalOutput());
    }
    printMillisSince(start);
  }

  private static String capitalOf(String country) {
    return "What is the capital of " + country + "?";
  }

  private static void printMillisSince(long start) {
    System.out.println("[" + (System.nanoTime() - start) / 1_000_000 + " ms]");
  }
}
