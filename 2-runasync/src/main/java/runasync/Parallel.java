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

    // The first call of a program takes longer than all others: it is in neither time.
    Runner.runSync(agent, "What is the capital of Pakistan?");
    List<String> countries = List.of("Japan", "Kenya", "Peru");

    long start = System.nanoTime();
    for (String country : countries) {
      System.out.println(Runner.runSync(agent, capitalOf(country)).finalOutput());
    }
    long oneAfterTheOther = System.nanoTime() - start;

    start = System.nanoTime();
    List<CompletableFuture<RunResult>> futures = new ArrayList<>();
    for (String country : countries) {
      futures.add(Runner.run(agent, capitalOf(country)));
    }
    for (CompletableFuture<RunResult> future : futures) {
      System.out.println(future.join().finalOutput());
    }
    long allAtOnce = System.nanoTime() - start;

    System.out.printf("one after the other: %5d ms%n", oneAfterTheOther / 1_000_000);
    System.out.printf("all at once:         %5d ms%n", allAtOnce / 1_000_000);
  }

  private static String capitalOf(String country) {
    return "What is the capital of " + country + "?";
  }
}
