package runconfig.exercise;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Looks at what a student wrote: {@code mvn -q -pl 5-runconfig test -Pexercise}. */
@Tag("exercise")
class ExerciseTest {

  @Test
  void secondProvider() {
    System.out.println("RIGHT: " + new SecondProviderCheck().check());
  }
}
