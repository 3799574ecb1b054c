package agents;

/**
 * Runs before the first setting is read, if it is registered as a service. The lessons use it to
 * show failures in one line. Your own program doesn't need one.
 */
public interface Startup {
  void begin();
}
