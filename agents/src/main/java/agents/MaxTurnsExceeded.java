package agents;

/** The run reached its limit of turns, and the model had not given a final answer. */
public final class MaxTurnsExceeded extends AgentsException {

  MaxTurnsExceeded(int maxTurns) {
    super("Max turns (" + maxTurns + ") exceeded", null);
  }
}
