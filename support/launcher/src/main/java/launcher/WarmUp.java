package launcher;

import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.List;
import wire.Json;

/**
 * Gets the SDK ready while the demo starts. Before the first request can leave, the JVM has to load
 * some 2,000 classes that turn the SDK's types into JSON and back. A second thread loads them while
 * the demo's own thread builds the client and starts the offline model.
 */
final class WarmUp {
  private static final String FIRST_EVENT =
      """
      {"type": "response.created", "sequence_number": 0, "response": {
        "id": "resp_1", "object": "response", "created_at": 1, "status": "in_progress",
        "model": "any", "output": [], "tools": [], "tool_choice": "auto",
        "parallel_tool_calls": true, "metadata": {}}}
      """;

  private WarmUp() {}

  /** Starts it and doesn't wait. */
  static void start() {
    thread(WarmUp::run).start();
  }

  /**
   * A thread whose failure nobody sees. If the demo ends first, Maven takes the classes away while
   * they are being loaded. And what really is broken, the demo meets and reports itself.
   */
  static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "warm-up");
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((failed, e) -> {});
    return thread;
  }

  /** Writes one request and reads one event, as every demo does. */
  static void run() {
    Json.MAPPER.valueToTree(request()._body());
    Json.MAPPER.convertValue(Json.parse(FIRST_EVENT), ResponseStreamEvent.class);
  }

  private static ResponseCreateParams request() {
    var message =
        EasyInputMessage.builder().role(EasyInputMessage.Role.USER).content("Hello").build();
    return ResponseCreateParams.builder()
        .model("any")
        .instructions("Be brief.")
        .inputOfResponse(List.of(ResponseInputItem.ofEasyInputMessage(message)))
        .build();
  }
}
