package runconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.Demo;

@Tag("course")
class DefaultsTest {
  private static final String ANSWER =
      "{\"output\": [{\"type\": \"message\", \"content\": [{\"type\": \"output_text\", \"text\":"
          + " \"Me.\", \"annotations\": []}]}]}";

  @TempDir Path folder;

  @Test
  void theKeyComesFromTheFile() throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("key"), "key-of-the-file\n");
    try (MockWebServer server = new MockWebServer()) {
      server.enqueue(new MockResponse.Builder().body(ANSWER).build());
      server.enqueue(new MockResponse.Builder().body(ANSWER).build());
      server.start();
      var settings =
          Map.of("OPENAI_BASE_URL", server.url("/v1").toString(), "OPENAI_API_KEY", "another");
      try (Demo demo = Demo.start(folder, settings, "runconfig", "Defaults", file.toString())) {
        String output = demo.output();
        assertEquals(0, demo.status(), demo.errors());
        assertTrue(output.contains("\non Gemini: model gemini-2.5-flash at "), output);
        assertFalse((output + demo.errors()).contains("key-of-the-file"), output);
      }
      for (int i = 0; i < 2; i++) {
        String key = server.takeRequest().getHeaders().get("Authorization");
        assertEquals("Bearer key-of-the-file", key);
      }
    }
  }
}
