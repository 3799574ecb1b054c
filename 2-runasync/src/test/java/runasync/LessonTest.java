package runasync;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import testkit.MainSizes;
import testkit.ReadmeOutputs;

@Tag("course")
class LessonTest {

  @TestFactory
  Stream<DynamicTest> theReadmeShowsWhatTheDemosPrint() {
    return ReadmeOutputs.tests("runasync", Set.of());
  }

  @Test
  void theSourcesAreShort() throws IOException {
    MainSizes.check("runasync");
  }
}
