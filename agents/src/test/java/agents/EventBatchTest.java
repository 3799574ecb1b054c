package agents;

import static agents.ScriptedModel.text;
import static agents.ScriptedModel.turn;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.openai.models.responses.ResponseStreamEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import wire.Json;

class EventBatchTest {
  private static final List<ResponseStreamEvent> EVENTS =
      Http.events(1, turn(text("Hi"))).stream()
          .map(json -> Json.MAPPER.convertValue(json, ResponseStreamEvent.class))
          .toList();

  @Test
  void whatArrivesTogetherStaysTogetherForThoseWhoCanTakeIt() {
    List<List<ResponseStreamEvent>> batches = new ArrayList<>();
    EventBatch together = batches::add;
    EventBatch.to(together).accept(EVENTS);
    assertEquals(List.of(EVENTS), batches);
  }

  @Test
  void anyOtherConsumerGetsThemOneByOne() {
    List<ResponseStreamEvent> seen = new ArrayList<>();
    EventBatch.to(seen::add).accept(EVENTS);
    assertEquals(EVENTS, seen);
  }

  @Test
  void aModelMayPassThemOneByOne() {
    List<List<ResponseStreamEvent>> batches = new ArrayList<>();
    EventBatch together = batches::add;
    EVENTS.forEach(together);
    assertEquals(EVENTS.stream().map(List::of).toList(), batches);
  }
}
