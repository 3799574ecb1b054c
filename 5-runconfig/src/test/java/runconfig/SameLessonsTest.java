package runconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import agents.OpenAIDefaults;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import javax.tools.ToolProvider;
import offlinemodel.dialects.Dialect;
import offlinemodel.faults.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import testkit.Printed;

/**
 * Another provider changes no line of a lesson: the mains of two run, as they are, on all of them.
 *
 * <p>Their sources are compiled here. Were their modules dependencies, even of the tests, Maven
 * would start their demos before each demo of this lesson.
 */
@Timeout(60)
class SameLessonsTest {
  @TempDir static Path classes;
  private static Method three;
  private static Method four;
  private static String recursion;
  private static String difference;

  @BeforeAll
  static void compileTheLessonsAndRunThemAsUsual() throws Exception {
    three = main("3-runasyncstreaming", "runasyncstreaming.RunAsyncStreaming");
    four = main("4-agentloop", "agentloop.AgentLoop");
    recursion = output(three, Dialect.OPENAI, "responses");
    difference = output(four, Dialect.OPENAI, "responses");
    assertFalse(recursion.isBlank() || difference.isBlank());
  }

  private static Method main(String module, String name) throws Exception {
    Path sources = Path.of("..", module, "src", "main", "java");
    String[] options = {
      "-d",
      classes.toString(),
      "-proc:none",
      "-parameters",
      "-encoding",
      "UTF-8",
      "-cp",
      System.getProperty("java.class.path"),
      "-sourcepath",
      sources.toString(),
      sources.resolve(name.replace('.', '/') + ".java").toString()
    };
    assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, options));
    ClassLoader parent = SameLessonsTest.class.getClassLoader();
    URL[] compiled = {classes.toUri().toURL()};
    return new URLClassLoader(compiled, parent).loadClass(name).getMethod("main", String[].class);
  }

  @AfterEach
  void backToTheDefaults() {
    OpenAIDefaults.setClient(null);
    OpenAIDefaults.setApi(null);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void theyPrintTheSame(Dialect dialect) throws Exception {
    assertEquals(recursion, output(three, dialect, "chat_completions"));
    assertEquals(difference, output(four, dialect, "chat_completions"));
  }

  /** As a student does it. */
  @Test
  void aSettingChoosesTheDialect() {
    Map<String, String> settings = Map.of("OFFLINE_DIALECT", "gemini");
    Printed usual = Printed.by("runconfig", "AnyProvider");
    Printed gemini = Printed.by(settings, "runconfig", "AnyProvider");
    assertEquals(usual.output(), gemini.output());
    assertEquals(0, gemini.status(), gemini.errors());
  }

  private static String output(Method main, Dialect dialect, String api) throws Exception {
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (Provider provider = new Provider(dialect, Fault.NONE)) {
      OpenAIDefaults.setApi(api);
      OpenAIDefaults.setClient(OpenAIDefaults.newClient(provider.baseUrl(), "none"));
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      main.invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(console);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
