package offlinemodel;

import java.util.OptionalInt;

/** One answer of the model, with the fault and the pace that the script sets for it alone. */
record Step(Answer answer, Fault fault, OptionalInt pace) {
  static Step of(Answer answer) {
    return new Step(answer, Fault.NONE, OptionalInt.empty());
  }

  Step with(Answer other) {
    return new Step(other, fault, pace);
  }
}
