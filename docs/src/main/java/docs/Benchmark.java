package docs;

import agents.Agent;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** Measures what the helper, the SDK and HTTP cost, without the time that a model takes. */
public final class Benchmark {
  private static final int WARM_UP = 100;
  private static final int RUNS = 300;
  private static final String QUESTION = "Explain recursion in programming in simple terms.";
  private static final Agent AGENT = Agent.builder().name("Assistant").build();

  public static void main(String[] args) {
    System.out.println("median of " + RUNS + " runs, after " + WARM_UP + " that do not count");
    print("runSync, whole answer ", Benchmark::blocking);
    print("runStreamed, first delta", () -> streamed(true));
    print("runStreamed, last event ", () -> streamed(false));
  }

  private static void print(String what, LongSupplier run) {
    for (int i = 0; i < WARM_UP; i++) {
      run.getAsLong();
    }
    long[] nanos = new long[RUNS];
    Arrays.setAll(nanos, i -> run.getAsLong());
    Arrays.sort(nanos);
    double median = nanos[RUNS / 2] / 1e6;
    double worst = nanos[RUNS * 99 / 100] / 1e6;
    System.out.printf("%-24s  %.2f ms, 99 in 100 within %.2f ms%n", what, median, worst);
  }

  private static long blocking() {
    long start = System.nanoTime();
    Runner.runSync(AGENT, QUESTION);
    return System.nanoTime() - start;
  }

  /** To the first delta, or to the end; either way the run is read to its end. */
  private static long streamed(boolean toFirstDelta) {
    long start = System.nanoTime();
    long firstDelta = 0;
    try (RunResultStreaming result = Runner.runStreamed(AGENT, QUESTION)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          firstDelta = firstDelta == 0 ? System.nanoTime() - start : firstDelta;
        }
      }
    }
    return toFirstDelta ? firstDelta : System.nanoTime() - start;
  }
}
