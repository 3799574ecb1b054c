package agents;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * The timeline of one run: each model call and each tool, when it began and how long it took. It
 * stays in memory, for {@code toString()} or a program to read.
 */
public final class Trace {
  /** One model call or tool; {@code start} counts from the start of the run. */
  public record Span(String name, Duration start, Duration duration) {}

  private final String workflowName;
  private final Map<String, String> metadata;
  private final boolean enabled;
  private final long begin = System.nanoTime();
  private final List<Span> spans = new ArrayList<>();

  Trace(String workflowName, Map<String, String> metadata, boolean enabled) {
    this.workflowName = workflowName;
    this.metadata = metadata;
    this.enabled = enabled;
  }

  <T> T span(String name, Callable<T> work) throws Exception {
    long start = System.nanoTime();
    try {
      return work.call();
    } finally {
      add(
          new Span(
              name, Duration.ofNanos(start - begin), Duration.ofNanos(System.nanoTime() - start)));
    }
  }

  private synchronized void add(Span span) {
    if (enabled) {
      spans.add(span);
    }
  }

  /** The finished spans in the order in which they ended; none if tracing is disabled. */
  public synchronized List<Span> spans() {
    return List.copyOf(spans);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(workflowName);
    metadata.forEach((key, value) -> text.append(" ").append(key).append("=").append(value));
    for (Span span : spans()) {
      text.append(
          "%n%6d ms %+6d ms  %s"
              .formatted(span.start().toMillis(), span.duration().toMillis(), span.name()));
    }
    return text.toString();
  }
}
