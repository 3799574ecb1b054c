package agents;

/**
 * A model on this machine that answers if no API key is set. It is registered as a service. The
 * lessons have one that answers from scripts. Your own project needs none.
 */
public interface LocalModel {
  /**
   * Starts the model, if it isn't running yet, and returns its base URL.
   *
   * @throws UserError if its settings are wrong
   */
  String baseUrl();
}
