package offlinemodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import offlinemodel.dialects.Dialect;
import offlinemodel.faults.Fault;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void comeFromTheEnvironment() {
    assertEquals(new Settings(35, Fault.NONE), Settings.from(name -> null));
    Map<String, String> variables = Map.of("OFFLINE_PACE", " 0 ", "OFFLINE_FAULT", "stall");
    assertEquals(new Settings(0, Fault.STALL), Settings.from(variables::get));
    assertEquals(Dialect.GROQ, Settings.from(Map.of("OFFLINE_DIALECT", "groq")::get).dialect());
  }

  @Test
  void sayWhatIsWrong() {
    Exception pace = fail(Map.of("OFFLINE_PACE", "fast"));
    assertEquals(
        "OFFLINE_PACE must be a number of milliseconds such as 35, not 'fast'", pace.getMessage());
    Exception fault = fail(Map.of("OFFLINE_FAULT", "fire"));
    assertEquals(
        "OFFLINE_FAULT must be one of " + Fault.labels() + ", not 'fire'", fault.getMessage());
    Exception dialect = fail(Map.of("OFFLINE_DIALECT", "latin"));
    assertEquals(
        "OFFLINE_DIALECT must be one of " + Dialect.labels() + ", not 'latin'",
        dialect.getMessage());
  }

  private static Exception fail(Map<String, String> variables) {
    return assertThrows(IllegalArgumentException.class, () -> Settings.from(variables::get));
  }
}
