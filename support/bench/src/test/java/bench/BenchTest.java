package bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {
  @TempDir Path folder;

  /** Every client talks to the scripted server on both APIs; one that fails ends the bench. */
  @Test
  @Tag("course")
  void measuresTheClientsForJava() throws Exception {
    Bench bench = new Bench(Bench.Size.SMALL, folder.resolve("errors"));
    List<Measure> measures = bench.run(List.of());
    String table = Page.table(measures, bench.clients());
    assertEquals(2 + measures.size(), table.lines().count(), table);
    Page.draw(folder.resolve("chart.svg"), bench.chart(), bench.clients());
    assertTrue(Files.readString(folder.resolve("chart.svg")).contains("<svg"));
  }

  @Test
  void aTableReplacesWhatStandsBetweenItsComments() throws Exception {
    Path page = folder.resolve("performance.md");
    String other = "<!-- measured -->\nthe clients\n<!-- end -->\n";
    String name = "measured: lesson 6, JDK " + Runtime.version().feature();
    Files.writeString(page, other + "<!-- " + name + " -->\nold\n<!-- end -->\n");
    Page.write(folder, "| $1 |\n");
    String written = Files.readString(page);
    assertTrue(written.startsWith(other), written);
    assertTrue(written.endsWith("\n\n| $1 |\n<!-- end -->\n"), written);
  }

  /** A server that refuses keeps the connection: this one for 30 s. */
  @Test
  @Timeout(25)
  void visitorsWhoAreRefusedDoNotWait() throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    server.start();
    try {
      URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      Visitors visitors = new Visitors(address, 3);
      visitors.awaitFirstWords();
      assertEquals(3, visitors.failures());
      assertEquals(0, visitors.words());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aCellShowsTheMedianAndTheRatiosRoundByRound() {
    Measure speed = new Measure("speed", "%.0f");
    List.of(10.0, 20.0, 30.0).forEach(value -> speed.add(Bench.SDK, value));
    List.of(20.0, 20.0, 90.0).forEach(value -> speed.add(Bench.HELPER, value));
    assertEquals("20", speed.cell(Bench.SDK));
    assertEquals("20<br>×2.00 (1.00–3.00)", speed.cell(Bench.HELPER));
    assertEquals("–", speed.cell(Bench.NPM_OPENAI));
  }
}
