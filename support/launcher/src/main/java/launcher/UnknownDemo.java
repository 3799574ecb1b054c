package launcher;

import java.util.List;

/** The lesson has no demo of that name. */
final class UnknownDemo extends Exception {
  private static final long serialVersionUID = 1;

  UnknownDemo(String demo, List<String> known) {
    super("Unknown demo \"%s\". This lesson has: %s.".formatted(demo, String.join(", ", known)));
  }
}
