package agentloop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LiveLineTest {
  private static final String ERASE = "\r\033[K";

  @Test
  void showsTheToolsAtWorkAndLeavesTheirOutputs() throws Exception {
    assertEquals(
        (ERASE + "first{} ...")
            + (ERASE + "first{}  second{} ...")
            + (ERASE + "first{} ... 1\n" + ERASE + "second{} ...")
            + (ERASE + "second{} ... 2\n")
            + ERASE,
        printed(true));
  }

  @Test
  void inAPipeOnlyTheOutputsArePrinted() throws Exception {
    assertEquals("first{} ... 1\nsecond{} ... 2\n", printed(false));
  }

  private String printed(boolean visible) throws Exception {
    return Console.run(
        args -> {
          LiveLine line = new LiveLine(visible);
          line.started("first{}");
          line.started("second{}");
          line.returned(1);
          line.returned(2);
          line.clear();
        });
  }
}
