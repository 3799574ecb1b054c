package launcher;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import org.junit.jupiter.api.Test;

class WarmUpTest {
  @Test
  void theSdkReadsAndWritesWhatItWarmsUpWith() {
    assertDoesNotThrow(WarmUp::run);
  }
}
