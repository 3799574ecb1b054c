package launcher;

import agents.Startup;

/**
 * Shows failures of a lesson that an IDE starts, without this package's Launcher, as the Launcher
 * shows them. The JVM still ends with status 1, and an exception handler that somebody else has set
 * stays.
 */
public final class PlainMain implements Startup {
  @Override
  public void begin() {
    if (Thread.getDefaultUncaughtExceptionHandler() == null) {
      Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> Failure.print(failure));
    }
  }
}
