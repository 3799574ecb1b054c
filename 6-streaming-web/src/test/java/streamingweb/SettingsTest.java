package streamingweb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import agents.UserError;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import testkit.ExerciseModel;

/** A wrong setting stops the server when it starts, with one line that names it. */
@Timeout(120)
class SettingsTest {
  @ParameterizedTest
  @CsvSource({
    "PORT, seventy",
    "PORT, 70700",
    "PORT, -1",
    "HOST, no.such.host.invalid",
    "CHAT_MAX_RUNS, -1",
    "CHAT_MAX_RUNS, 0",
    "CHAT_MAX_RUNS, 5001",
    "CHAT_MAX_RUNS, 9999999999",
    "CHAT_QUESTIONS_PER_MINUTE, many",
    "CHAT_BEHIND_PROXY, yes",
    "CHAT_ORIGINS, chat.example.org",
    "CHAT_ORIGINS, https://chat.example.org/",
    "CHAT_ORIGINS, 'https://chat.example.org, *'",
    "CHAT_ORIGINS, https://chat.example.org:99999",
    "CHAT_ORIGINS, https://[::1",
    "CHAT_DATABASE, jdbc:none:x",
    "CHAT_DATABASE, postgres://me:secret@localhost/chats",
    "CHAT_DATABASE, jdbc:postgresql://me:secret@localhost:1/chats",
    "CHAT_DATABASE, jdbc:postgresql://localhost:x/chats?password=secret",
    "CHAT_DATABASE, /proc/nothing/chats.db",
    "CHAT_DATABASE, /proc",
    "CHAT_DATABASE, jdbc:postgresql://localhost:1/chats?user=me&password=secret",
  })
  void aSettingThatCannotBeUsed(String name, String value) {
    UserError error =
        assertThrows(
            UserError.class, () -> new Tests(new ExerciseModel(), Tests.settings(name, value)));
    assertTrue(error.getMessage().contains(name), error.getMessage());
    assertFalse(error.getMessage().contains("\n"), error.getMessage());
    assertFalse(error.getMessage().contains("secret"), error.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "200, 17, 64, true",
    "2000, 17, 1000, true",
    "2001, 17, 1000, false",
    "5000, 21, 2000, true",
    "5000, 25, 1000, false"
  })
  void asManyAnswersAsThereAreThreadsAndMemory(int runs, int java, long megabytes, boolean fits) {
    if (fits) {
      assertEquals(runs, Settings.possible(runs, java, megabytes << 20));
      return;
    }
    UserError error =
        assertThrows(UserError.class, () -> Settings.possible(runs, java, megabytes << 20));
    assertTrue(error.getMessage().matches("CHAT_MAX_RUNS is .*"), error.getMessage());
  }

  /** As people write them, and as browsers send them. */
  @Test
  void originsAreCompared() throws Exception {
    Settings settings =
        Tests.settings(
            "CHAT_ORIGINS", "https://Chat.example.org:443, http://[::1]:80,http://b:8080");
    assertEquals(
        Set.of("https://chat.example.org", "http://[::1]", "http://b:8080"), settings.origins());
  }

  @Test
  void theAddressOfIPv6IsOne() throws Exception {
    for (String host : List.of("::1", "[::1]")) {
      try (Tests chat = new Tests(new ExerciseModel(), Tests.settings("HOST", host))) {
        assertEquals("http://[::1]:" + chat.server.port(), chat.server.address());
        URI health = URI.create(chat.server.address() + "/healthz");
        assertEquals(200, chat.send(HttpRequest.newBuilder(health)).statusCode());
      } catch (UserError e) {
        assumeTrue(false, "skipped: this machine has no IPv6");
      }
    }
  }

  @Test
  void theUsualSettings() {
    Settings usual = Settings.from(name -> Optional.empty(), Settings.Timing.USUAL);
    assertEquals("127.0.0.1", usual.host(), "only this machine");
    assertEquals(7070, usual.port());
    assertEquals(Set.of(), usual.origins());
    assertFalse(usual.behindProxy());
  }
}
