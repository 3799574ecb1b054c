package runasyncstreaming;

import agents.Agent;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;

/** Asks the same question blocking and streamed, and measures when text can be read. */
public final class SideBySide {
  public static void main(String[] args) {
    String instructions = "You explain things clearly.";
    Agent agent = Agent.builder().name("Assistant").instructions(instructions).build();

    String question = "Explain recursion in programming in simple terms.";
    blocking(agent, "Say hello."); // not counted: the first calls have more to do
    streamed(agent, "Say hello.");
    Times blocking = blocking(agent, question);
    Times streamed = streamed(agent, question);

    System.out.println("= waiting   # text arriving\n");
    double scale = 30 / Math.max(blocking.all, streamed.all);
    print("blocking", blocking, scale);
    print("streamed", streamed, scale);
  }

  /** In milliseconds since the question was asked. */
  private record Times(double firstWord, double all) {}

  private static Times blocking(Agent agent, String question) {
    long start = System.nanoTime();
    Runner.runSync(agent, question);
    double all = millisSince(start);
    return new Times(all, all); // every word arrives with the last one
  }

  private static Times streamed(Agent agent, String question) {
    long start = System.nanoTime();
    double firstWord = 0;
    try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          firstWord = firstWord == 0 ? millisSince(start) : firstWord;
        }
      }
    }
    return new Times(firstWord, millisSince(start));
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private static void print(String name, Times times, double scale) {
    int waiting = Math.max(1, (int) Math.round(times.firstWord * scale) - 1);
    int arriving = Math.max(1, (int) Math.round(times.all * scale) - waiting);
    System.out.printf("%s  %-32s ", name, "=".repeat(waiting) + "#".repeat(arriving));
    System.out.printf("first word %.0f ms, all %.0f ms%n", times.firstWord, times.all);
  }
}
