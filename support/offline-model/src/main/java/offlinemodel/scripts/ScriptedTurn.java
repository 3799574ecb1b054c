package offlinemodel.scripts;

import java.util.OptionalInt;
import offlinemodel.conversation.ModelOutput;
import offlinemodel.faults.Fault;

/**
 * What the model does next.
 *
 * @param output what it says or calls
 * @param fault what goes wrong with this turn alone
 * @param pace the pace of this turn alone, in milliseconds
 */
public record ScriptedTurn(ModelOutput output, Fault fault, OptionalInt pace) {
  static ScriptedTurn of(ModelOutput output) {
    return new ScriptedTurn(output, Fault.NONE, OptionalInt.empty());
  }

  ScriptedTurn with(ModelOutput other) {
    return new ScriptedTurn(other, fault, pace);
  }
}
