package runconfig.exercise;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Looks at what a student wrote: {@code mvn -q -pl 5-runconfig test -Pexercise}. */
@Tag("exercise")
class ExerciseTest {

  @Test
  void secondProvider() {
    SecondProviderCheck.check(SecondProvider::ask);
    System.out.println("RIGHT: the second goes on where the first fails, and nobody is misled.");
  }
}
