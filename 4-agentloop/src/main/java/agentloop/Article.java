package agentloop;

import agents.UserError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jsoup.Jsoup;

/** Fetches a web page with the JDK's HTTP client. jsoup extracts its text. */
final class Article {
  private static final int MOST_BYTES = 5_000_000;
  private static final int MOST_CHARACTERS = 20_000; // more would cost too much

  private Article() {}

  static String fetch(String url) throws InterruptedException {
    try {
      var html = new ByteArrayInputStream(bytes(URI.create(url)));
      var page = Jsoup.parse(html, null, url); // detects the encoding, too
      var article = page.selectFirst("article");
      String text = (article == null ? page.body() : article).text();
      if (text.isBlank()) throw new UserError("There is no text to summarize at " + url);
      return text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
    } catch (IllegalArgumentException e) {
      throw new UserError("\"" + url + "\" is no address like https://example.com/news");
    } catch (IOException e) {
      String why = e.getMessage() == null ? "no such host or no network" : e.getMessage();
      throw new UserError("Cannot fetch " + url + ": " + why);
    }
  }

  private static byte[] bytes(URI address) throws IOException, InterruptedException {
    var client = HttpClient.newBuilder().followRedirects(Redirect.NORMAL).build();
    var get = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build();
    var response = client.send(get, BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() != 200) {
        throw new IOException("the server answered with status " + response.statusCode());
      }
      System.out.print("Fetching. Bytes so far:");
      var bytes = new ByteArrayOutputStream();
      byte[] piece = body.readNBytes(1024);
      while (piece.length > 0 && bytes.size() < MOST_BYTES) {
        bytes.write(piece);
        System.out.print(" " + bytes.size());
        System.out.flush();
        piece = body.readNBytes(bytes.size()); // twice as much each time, for big pages
      }
      System.out.println();
      return bytes.toByteArray();
    }
  }
}
