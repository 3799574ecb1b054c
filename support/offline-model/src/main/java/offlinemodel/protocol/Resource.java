package offlinemodel.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Text files that come with the program. */
public final class Resource {
  private Resource() {}

  /** Returns the text of a file on the class path, such as {@code /scripts/1-runsync.txt}. */
  public static String read(String path) {
    try (InputStream in = Resource.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }
}
