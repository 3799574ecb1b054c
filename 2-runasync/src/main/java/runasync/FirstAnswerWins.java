package runasync;

import agents.Agent;
import agents.RunResult;
import agents.Runner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks three agents the same question, takes the first answer, cancels the others. */
public final class FirstAnswerWins {
  public static void main(String[] args) {
    List<String> lengths = List.of("one word", "one sentence", "one page");
    List<CompletableFuture<RunResult>> futures = new ArrayList<>();
    for (String length : lengths) {
      futures.add(ask(length));
    }

    // The first run that ends. If that one failed, join() throws its exception.
    var first = CompletableFuture.anyOf(futures.toArray(CompletableFuture[]::new));
    RunResult winner = (RunResult) first.join();

    System.out.println(winner.lastAgent().name() + " wins: " + winner.finalOutput());
    for (int i = 0; i < futures.size(); i++) {
      // Returns false if the run had already ended.
      boolean cancelled = futures.get(i).cancel(true);
      System.out.println(lengths.get(i) + ": " + (cancelled ? "cancelled" : "answered"));
    }
  }

  private static CompletableFuture<RunResult> ask(String length) {
    String instructions = "You are a helpful assistant.";
    Agent agent = Agent.builder().name(length).instructions(instructions).build();

    String question = "What is the capital of Chile? Answer in " + length + ".";
    return Runner.run(agent, question);
  }
}
