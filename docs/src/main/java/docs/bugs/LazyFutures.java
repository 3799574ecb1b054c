package docs.bugs;

import agents.Agent;
import agents.Runner;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks three questions at once, or so it seems. */
public final class LazyFutures {
  public static void main(String[] args) {
    List.of("Say one.", "Say two.", "Say three.").stream()
        .map(LazyFutures::ask)
        .map(CompletableFuture::join)
        .forEach(answer -> System.out.println("answered"));
  }

  static CompletableFuture<?> ask(String question) {
    System.out.println("asked: " + question);
    return Runner.run(Agent.builder().name("Assistant").build(), question);
  }
}
