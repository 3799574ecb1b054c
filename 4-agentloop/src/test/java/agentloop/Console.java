package agentloop;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Runs a demo in this process: what is typed goes in, what is printed comes out. */
final class Console {
  @FunctionalInterface
  interface Main {
    void run(String[] args) throws Exception;
  }

  private Console() {}

  static String run(Main main, String... args) throws Exception {
    return type("", main, args);
  }

  static synchronized String type(String keys, Main main, String... args) throws Exception {
    InputStream in = System.in;
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setIn(new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8)));
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      main.run(args);
    } finally {
      System.setIn(in);
      System.setOut(out);
    }
    return printed.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}
