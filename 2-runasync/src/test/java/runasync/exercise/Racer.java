package runasync.exercise;

import agents.Agent;
import agents.FunctionTool;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import testkit.ExerciseModel;
import testkit.ExerciseWait;

/** A model that answers or fails when the check says so. A loser wants to call a tool first. */
final class Racer extends ExerciseModel {
  private final String name;
  private final Semaphore asked;
  private final CountDownLatch gate = new CountDownLatch(1);
  private volatile boolean fails;
  private volatile boolean wins;
  private volatile Thread thread;

  /**
   * A racer that has to be asked once for each answer.
   *
   * @param asked gets a permit when the model is asked for the first time
   */
  Racer(String name, Semaphore asked) {
    super(Answer.text(name + " was first."));
    this.name = name;
    this.asked = asked;
  }

  Agent agent() {
    return Agent.builder()
        .name(name)
        .model(this)
        .tool(FunctionTool.of("think", "Think once more.", context -> "Done."))
        .build();
  }

  String says() {
    return name + " was first.";
  }

  boolean wasAsked() {
    return thread != null;
  }

  void win() {
    wins = true;
    gate.countDown();
  }

  /** Goes on, if its run was not cancelled: it calls a tool, and then the run calls it again. */
  void goOn() {
    gate.countDown();
  }

  void fail() {
    fails = true;
    gate.countDown();
  }

  /** Waits until the run, and all that waits for its future, knows of what it came to. */
  void awaitEnd() {
    ExerciseWait.untilOutOfRun(thread);
  }

  @Override
  protected Answer answer(int number) {
    return number == 1 && !wins ? Answer.calls("think", "{}") : super.answer(number);
  }

  @Override
  protected void beforeAnswer() throws IOException {
    if (thread == null) {
      thread = Thread.currentThread();
      asked.release();
    }
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new InterruptedIOException("interrupted");
    }
    if (fails) {
      throw new IOException(name + " is out of order");
    }
  }
}
