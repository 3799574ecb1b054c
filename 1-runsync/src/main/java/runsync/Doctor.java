package runsync;

import agents.Agent;
import agents.Environment;
import agents.OpenAIDefaults;
import agents.Runner;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;

/** Checks everything that a lesson needs. Paste its output into a bug report. */
public final class Doctor {
  public static void main(String[] args) {
    Checkup checkup = new Checkup();
    checkup.check("Java", () -> Runtime.version() + ", " + System.getProperty("os.name"));
    checkup.check("Maven", () -> System.getProperty("maven.version", "unknown"));
    checkup.check("Console", Doctor::console);
    checkup.check(".env", Doctor::dotenv);
    checkup.check("API key", Doctor::key);
    checkup.check("Base URL", Doctor::reach);
    checkup.check("Answer", Doctor::ask);
    checkup.exitIfFailed();
  }

  private static String console() {
    String fallback = System.getProperty("file.encoding");
    String java17 = System.getProperty("sun.stdout.encoding", fallback);
    return System.getProperty("stdout.encoding", java17);
  }

  private static String dotenv() {
    Environment.get("OPENAI_API_KEY"); // throws if the file can't be read
    Path here = Path.of("").toAbsolutePath();
    return Environment.file().map(here::relativize).map(Path::toString).orElse("none");
  }

  private static String key() {
    boolean offline = Environment.get("OPENAI_BASE_URL").isEmpty();
    String none = offline ? "none: the offline model answers, from scripts" : "none";
    return Environment.get("OPENAI_API_KEY").map(Checkup::mask).orElse(none);
  }

  private static String reach() throws IOException {
    String url = OpenAIDefaults.baseUrl();
    var http = (HttpURLConnection) URI.create(url + "/models").toURL().openConnection();
    http.setConnectTimeout(10_000);
    http.setReadTimeout(10_000);
    http.getResponseCode(); // any status will do: the server is there
    return url + " can be reached";
  }

  private static String ask() {
    Agent agent = Agent.builder().name("Doctor").build();
    var run = Runner.runSync(agent, "Are you there? Answer in one word.");
    var call = run.trace().spans().get(0);
    return "from %s, in %d ms".formatted(call.name(), call.duration().toMillis());
  }
}
