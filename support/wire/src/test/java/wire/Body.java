package wire;

import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A response that has arrived already, or comes from a stream. */
record Body(InputStream body) implements HttpResponse {

  Body(String text) {
    this(text.getBytes(StandardCharsets.UTF_8));
  }

  Body(byte[] bytes) {
    this(new ByteArrayInputStream(bytes));
  }

  @Override
  public int statusCode() {
    return 200;
  }

  @Override
  public Headers headers() {
    return Headers.builder().build();
  }

  @Override
  public void close() {}
}
