package testkit;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.Thread.UncaughtExceptionHandler;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * What a demo prints when it runs in this process, and its exit status.
 *
 * <p>A new JVM needs seconds to load the SDK. Here that happens once, and then a demo takes only as
 * long as its work. It still begins as in a new JVM: see {@link DemoClasses}. A demo that calls
 * {@code System.exit}, reads what is typed, or ends while something goes on that prints later,
 * needs a {@link Demo} instead. So does a test that reads while the demo is still printing.
 *
 * @param output what went to stdout
 * @param errors what went to stderr
 * @param status 0, or 1 if the demo failed
 */
public record Printed(String output, String errors, int status) {
  private static final long HANGS_SECONDS = 300;

  /** Runs a demo against the offline model, without a pause between the words of its answers. */
  public static Printed by(String lesson, String demo) {
    return by(Map.of(), lesson, demo);
  }

  /** Runs a demo with these environment variables. */
  public static Printed by(Map<String, String> settings, String lesson, String demo) {
    DemoClasses classes = new DemoClasses(lesson, settings);
    return console(() -> classes.launch(lesson, demo), true);
  }

  /** Runs a demo that starts a server and returns. The server runs until this process ends. */
  public static Printed byServer(Map<String, String> settings, String lesson, String demo) {
    DemoClasses classes = new DemoClasses(lesson, settings);
    return console(() -> classes.launch(lesson, demo), false);
  }

  /** Runs a main class as an IDE does: without the launcher. */
  public static Printed byPlain(Map<String, String> settings, String lesson, String demo) {
    DemoClasses classes = new DemoClasses(lesson, settings);
    return console(() -> classes.main(lesson + "." + demo), true);
  }

  @FunctionalInterface
  private interface Start {
    /** Returns the exit status. */
    int run() throws ReflectiveOperationException;
  }

  /** One at a time: a JVM has one console, and one handler for exceptions that nobody catches. */
  private static synchronized Printed console(Start demo, boolean untilThreadsEnd) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
      Thread.setDefaultUncaughtExceptionHandler(null);
      int status = untilItEnds(demo, untilThreadsEnd);
      return new Printed(text(output), text(errors), status);
    } finally {
      System.setOut(out);
      System.setErr(err);
      Thread.setDefaultUncaughtExceptionHandler(handler);
    }
  }

  /** A failure ends the program. Otherwise, it waits for every thread that is not a daemon. */
  private static int untilItEnds(Start demo, boolean untilThreadsEnd) {
    ThreadGroup group = new ThreadGroup("demo");
    AtomicInteger status = new AtomicInteger(1);
    Thread main = new Thread(group, () -> status.set(status(demo)), "main");
    main.setDaemon(false); // JUnit's own thread may be one
    main.start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(HANGS_SECONDS);
    try {
      await(main, end);
      boolean wait = untilThreadsEnd && status.get() == 0;
      for (Thread running; wait && (running = running(group)) != null; ) {
        await(running, end);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return status.get();
  }

  private static void await(Thread thread, long end) throws InterruptedException {
    thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
    if (thread.isAlive()) {
      throw new AssertionError("The demo does not end: " + thread + " keeps it alive");
    }
  }

  private static Thread running(ThreadGroup group) {
    Thread[] threads = new Thread[group.activeCount() + 100];
    int count = group.enumerate(threads);
    return Stream.of(threads).limit(count).filter(t -> !t.isDaemon()).findFirst().orElse(null);
  }

  private static int status(Start demo) {
    try {
      return demo.run();
    } catch (InvocationTargetException e) { // what the JVM does with it
      Thread thread = Thread.currentThread();
      thread.getThreadGroup().uncaughtException(thread, e.getCause());
      return 1;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
