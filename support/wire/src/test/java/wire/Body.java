package wire;

import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A response that has arrived already. */
record Body(String text) implements HttpResponse {
  @Override
  public int statusCode() {
    return 200;
  }

  @Override
  public Headers headers() {
    return Headers.builder().build();
  }

  @Override
  public InputStream body() {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {}
}
