package agents;

import java.util.List;
import wire.Keys;

/**
 * A run has failed; mirrors Python's {@code AgentsException}. The message says in one line what
 * happened and what to do.
 */
public abstract class AgentsException extends RuntimeException {
  private transient RunData runData = new RunData(List.of());

  AgentsException(String message, Throwable cause) {
    super(Keys.hide(message), Keys.hide(cause));
  }

  /** Returns what the run had produced before it failed; empty if it failed before it started. */
  public RunData runData() {
    return runData;
  }

  AgentsException carry(RunData runData) {
    this.runData = runData;
    return this;
  }
}
