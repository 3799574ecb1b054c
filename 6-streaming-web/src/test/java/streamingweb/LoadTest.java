package streamingweb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import testkit.ExerciseModel;

class LoadTest {
  private static final int STREAMS = 200;
  private static final int SECONDS = 2;
  private static final int EVENTS_PER_SECOND = 20;

  /** Not a measurement: all of them run at the same time, and each gets its whole answer. */
  @Test
  @Timeout(120)
  void twoHundredAnswersAtATime() throws Exception {
    List<String> deltas =
        IntStream.range(0, SECONDS * EVENTS_PER_SECOND).mapToObj(i -> i + " ").toList();
    ExerciseModel model =
        new ExerciseModel(new ExerciseModel.Answer(deltas, "", List.of())) {
          @Override
          protected void afterDelta(int number) {
            try {
              Thread.sleep(1000 / EVENTS_PER_SECOND); // the pace of a model
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    HttpClient client = HttpClient.newHttpClient();
    try (Tests chat = new Tests(model)) {
      var answers =
          IntStream.range(0, STREAMS)
              .mapToObj(i -> chat.ask("Question " + i).build())
              .map(request -> client.sendAsync(request, BodyHandlers.ofLines()))
              .map(future -> future.thenApply(HttpResponse::body))
              .map(future -> future.thenApply(Tests.Events::new))
              .map(future -> future.thenApply(events -> Tests.text(events.rest())))
              .toList();
      for (CompletableFuture<String> answer : answers) {
        assertEquals(String.join("", deltas), answer.join());
      }
      assertEquals(STREAMS, model.requests.size());
    }
  }
}
