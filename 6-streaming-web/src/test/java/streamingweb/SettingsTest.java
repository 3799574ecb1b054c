package streamingweb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agents.UserError;
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
    "CHAT_QUESTIONS_PER_MINUTE, many",
    "CHAT_BEHIND_PROXY, yes",
    "CHAT_ORIGINS, chat.example.org",
    "CHAT_ORIGINS, https://chat.example.org/",
    "CHAT_ORIGINS, 'https://chat.example.org, *'",
    "CHAT_DATABASE, jdbc:none:x",
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

  @Test
  void theUsualSettings() {
    Settings usual = Settings.from(name -> Optional.empty(), Settings.Timing.USUAL);
    assertEquals("127.0.0.1", usual.host(), "only this machine");
    assertEquals(7070, usual.port());
    assertEquals(Set.of(), usual.origins());
    assertFalse(usual.behindProxy());
  }
}
