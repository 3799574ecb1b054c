package agents;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The timeline of one run: when each model call and each tool began, and how long it took. It stays
 * in memory. Print it, or read its {@link #spans()}.
 */
public final class Trace {
  /** One model call or tool; {@code start} counts from the start of the run. */
  public record Span(String name, Duration start, Duration duration) {}

  private final RunConfig config;
  private final long begin = System.nanoTime();
  private final List<Span> spans = new CopyOnWriteArrayList<>();

  Trace(RunConfig config) {
    this.config = config;
  }

  <T> T span(String name, Callable<T> work) throws Exception {
    Duration start = now();
    try {
      return work.call();
    } finally {
      if (!config.tracingDisabled) {
        spans.add(new Span(name, start, now().minus(start)));
      }
    }
  }

  private Duration now() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** Returns the finished spans in the order in which they ended; none if tracing is disabled. */
  public List<Span> spans() {
    return List.copyOf(spans);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(config.workflowName).append(config.traceMetadata);
    for (Span span : spans) {
      long start = span.start.toMillis();
      text.append("%n%6d ms %+7d ms  %s".formatted(start, span.duration.toMillis(), span.name));
    }
    return text.toString();
  }
}
