package streamingweb;

import agents.Agent;
import agents.AgentsException;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import com.openai.models.responses.ResponseInputItem;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.*;
import streamingweb.History.Turn;

/**
 * One answer while it is written. A thread of its own reads the run into a short queue; whoever
 * talks to the client takes the events from there, or learns that there is none for now. A slow
 * client therefore slows the model instead of filling memory.
 */
final class ChatRun implements AutoCloseable {
  /** Follows the last event. */
  static final String DONE = "[DONE]";

  private static final int QUEUE = 64;
  private static final int LONGEST_ANSWER = 500_000;

  private final String id = "m-" + UUID.randomUUID();
  private final BlockingQueue<String> events = new ArrayBlockingQueue<>(QUEUE);
  private final UiMessageStream ui = new UiMessageStream(this::put);
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile RunResultStreaming result;
  private volatile boolean stopped;
  private volatile boolean clientLost;
  private boolean complete;
  private String error;

  /** The next event; null if none came in this time. After {@link #DONE} there is no other. */
  String next(Duration patience) throws InterruptedException {
    String event = events.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    return event == null && clientLost ? DONE : event;
  }

  /** Ends the call of the model. Its reader gets what was written, and that it was stopped. */
  void stop() {
    stopped = true;
    RunResultStreaming running = result;
    if (running != null) {
      running.cancel();
    }
  }

  /** Nobody reads any more: ends the call of the model. Any number of times. */
  @Override
  public void close() {
    clientLost = true;
    stop();
    events.clear();
  }

  /** Stops it and waits until what was said is kept, for at most twice this time. */
  void end(Duration time) throws InterruptedException {
    stop();
    if (!over.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
      close(); // its client reads too slowly
      over.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Runs the agent, to whatever end; answers what there is to keep of it. */
  Turn read(Agent agent, List<ResponseInputItem> input, String question) {
    ui.start(id);
    Draft draft = new Draft();
    try (RunResultStreaming running = Runner.runStreamed(agent, input)) {
      result = running;
      if (stopped) {
        running.cancel(); // there was nothing to stop yet
      }
      for (StreamEvent event : running.streamEvents()) {
        ui.accept(event);
        draft.add(event);
        if (draft.length() > LONGEST_ANSWER) {
          fail("The answer is longer than " + LONGEST_ANSWER + " characters.");
          break;
        }
      }
    } catch (AgentsException e) {
      fail(e.getMessage());
    }
    complete = error == null && !stopped;
    return draft.turn(id, question, complete ? "complete" : error == null ? "stopped" : "failed");
  }

  /** Says why this ends as it does; the client will be told. */
  void fail(String line) {
    error = line;
  }

  /** Tells the client how it ended. Only now: what was said is kept, and it may ask again. */
  void sayEnd() {
    over.countDown();
    if (error != null) {
      ui.error(error);
    } else if (complete) {
      ui.finish();
    } else {
      ui.abort();
    }
    put(DONE);
  }

  private void put(String event) {
    try {
      if (!clientLost) {
        events.put(event);
      }
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
    }
  }
}
