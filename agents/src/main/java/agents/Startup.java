package agents;

/**
 * What a program wants done before the first setting is read, found as a service. The lessons use
 * it to show failures in one line. A program that has no such service on its class path is left
 * alone.
 */
public interface Startup {
  void begin();
}
