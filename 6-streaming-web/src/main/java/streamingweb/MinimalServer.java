package streamingweb;

import agents.Agent;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.util.function.Consumer;

/** What the minimal steps share: lesson 3's agent, and a web server with their pages. */
public final class MinimalServer {
  public static final Agent AGENT =
      Agent.builder().name("Teacher").instructions("You explain things clearly.").build();

  private MinimalServer() {}

  /** Starts a server with the pages in {@code resources/minimal} and the route of one. */
  public static void start(String page, Consumer<JavalinConfig> route) {
    Javalin server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.staticFiles.add("/minimal");
              route.accept(config);
            });
    Settings settings = Settings.fromEnvironment();
    try {
      server.start("127.0.0.1", settings.port());
    } catch (JavalinBindException e) {
      throw settings.portInUse();
    }
    String address = "http://localhost:" + server.port() + "/" + page + ".html";
    System.out.println(address + "  (Ctrl-C stops it)");
  }
}
