package offlinemodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import offlinemodel.protocol.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that the real service rejects are rejected here too. */
class StrictnessTest {
  private final Client client = Client.instant();

  @AfterEach
  void close() {
    client.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          responses | {'model' | could not parse the JSON
          responses | {'input':'x'} | 'model'
          responses | {'model':'m'} | 'input'
          responses | {'model':'m','input':'x',\
          'previous_response_id':'r'}\
          | keeps no conversations
          responses | {'model':'m','input':[\
          {'type':'function_call_output','call_id':'c','output':'x'}]}\
          | No tool call found for function call output with call_id c.
          responses | {'model':'m','input':[\
          {'type':'function_call','call_id':'c','name':'f','arguments':'{}'}]}\
          | No tool output found for function call c.
          responses | {'model':'m','input':'x','tools':[{'name':'y'}]} | 'tools[0].type'
          responses | {'model':'m','input':'x','text':{'format':{'type':'json_schema','schema':{'$ref':'#'}}}} | without end
          chat/completions | {'messages':[]} | provide a model
          chat/completions | {'model':'m'} | 'messages'
          chat/completions | {'model':'m','messages':[]} | empty array
          chat/completions | {'model':'m','messages':[\
          {'role':'tool','tool_call_id':'c','content':'x'}]}\
          | must be a response to a preceding message with 'tool_calls'.
          chat/completions | {'model':'m','messages':[\
          {'role':'assistant','tool_calls':[{'id':'c','function':{'name':'f'}}]}]}\
          | did not have response messages: c
          """)
  void rejectsWithTheReason(String path, String request, String reason) throws Exception {
    HttpResponse<String> response = client.post(path, request);

    assertEquals(400, response.statusCode());
    JsonNode error = Json.parse(response.body()).get("error");
    assertTrue(error.get("message").asText().contains(reason), response.body());
    assertEquals("invalid_request_error", error.get("type").asText());
    assertTrue(error.has("param") && error.has("code"));
  }

  @Test
  void knowsItsAddressesAndMethods() throws Exception {
    String url = client.model().baseUrl();

    assertEquals(405, client.get(url + "/responses").statusCode());
    assertEquals(404, client.get(url + "/nothing").statusCode());
    assertEquals(404, client.post("nothing", "{}").statusCode());
    assertEquals(200, client.get(url + "/models").statusCode());
    HttpResponse<String> article = client.get(client.model().articleUrl());
    assertTrue(article.body().contains("<title>"));
    assertEquals("text/html; charset=utf-8", article.headers().firstValue("Content-Type").get());
  }
}
