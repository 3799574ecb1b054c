package runsync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.Printed;

/** All demos work with a server that has Chat Completions only. */
@Tag("course")
class ApisTest {
  private static final Map<String, String> CHAT_ONLY =
      Map.of("OPENAI_API", "chat_completions", "OFFLINE_DIALECT", "gemini");

  @ParameterizedTest
  @ValueSource(strings = {"RunSync", "BareSdk", "PlainHttp"})
  void askThroughTheApiOfTheUser(String name) {
    Printed printed = Printed.by(CHAT_ONLY, "runsync", name);
    assertEquals(0, printed.status(), printed.errors());
    String output = printed.output();
    assertTrue(output.contains("Islamabad is the capital of Pakistan."), output);
  }
}
