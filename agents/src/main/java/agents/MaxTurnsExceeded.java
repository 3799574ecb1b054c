package agents;

/** The model still wanted to call tools in the last turn that the run was allowed. */
public final class MaxTurnsExceeded extends AgentsException {

  MaxTurnsExceeded(int maxTurns) {
    super("Max turns (" + maxTurns + ") exceeded", null);
  }
}
