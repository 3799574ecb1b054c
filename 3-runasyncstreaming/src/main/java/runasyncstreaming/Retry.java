package runasyncstreaming;

import agents.Agent;
import agents.ModelCallError;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import com.openai.errors.OpenAIServiceException;
import java.util.concurrent.ThreadLocalRandom;

/** Asks again when a stream breaks, and waits longer each time. */
public final class Retry {
  private static final int ATTEMPTS = 4;

  public static void main(String[] args) throws InterruptedException {
    String instructions = "You explain things clearly.";
    Agent agent =
        Agent.builder()
            .name("Assistant")
            .instructions(instructions)
            .model(new Unreliable(2)) // its stream breaks twice
            .build();

    String question = "Explain recursion in one sentence.";
    long pause = 500;
    for (int attempt = 1; !answered(agent, question, attempt); attempt++) {
      // A bit of chance, or all clients would come back at the same moment.
      long millis = pause + ThreadLocalRandom.current().nextLong(pause / 2);
      System.out.println("[asking again in " + millis + " ms]");
      Thread.sleep(millis);
      pause = pause * 2;
    }
  }

  private static boolean answered(Agent agent, String question, int attempt) {
    try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          System.out.print(raw.data().asOutputTextDelta().delta());
          System.out.flush();
        }
      }
      System.out.println();
      return true;
    } catch (ModelCallError e) {
      // The server refused. If trying again could help, the SDK has already done it.
      boolean refused = e.getCause() instanceof OpenAIServiceException;
      if (refused || attempt == ATTEMPTS) {
        throw e;
      }
      System.out.println("\n[attempt " + attempt + ": " + e.getMessage() + "]");
      return false;
    }
  }
}
