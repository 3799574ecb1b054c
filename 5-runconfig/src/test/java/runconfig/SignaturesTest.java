package runconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agents.Agent;
import agents.Model;
import agents.ModelCallError;
import agents.OpenAIChatCompletionsModel;
import agents.OpenAIDefaults;
import agents.RunConfig;
import agents.Runner;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.ResponseInputItem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import offlinemodel.dialects.Dialect;
import offlinemodel.faults.Fault;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gemini's signatures: a run of several turns goes on only because each comes back. */
@Timeout(60)
class SignaturesTest {
  private final Provider provider = new Provider(Dialect.OPENAI, Fault.NONE);
  private final String url = provider.baseUrl().replace("/v1", "/v1beta/openai/");
  private final Agent agent = Provider.agent();

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void parallelCallsInSeveralTurnsAreAnswered() {
    Model model = new OpenAIChatCompletionsModel("m", OpenAIDefaults.newClient(url, "none"));
    var run = provider.run(agent, Provider.PARALLEL, model);
    assertEquals(3, run.rawResponses().size());

    // The history carries them on, also through a run that is not streamed.
    List<ResponseInputItem> history = new ArrayList<>(run.toInputList());
    history.add(
        ResponseInputItem.ofEasyInputMessage(
            EasyInputMessage.builder()
                .role(EasyInputMessage.Role.USER)
                .content("How warm is it in Oslo?")
                .build()));
    RunConfig config = RunConfig.builder().model(model).build();
    assertEquals("It is 9 degrees in Oslo.", Runner.runSync(agent, history, config).finalOutput());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void withoutThemTheSecondTurnIsRefused(boolean streamed) {
    Model forgetful = new OpenAIChatCompletionsModel("m", clientWith(SignaturesTest::forget));
    RunConfig config = RunConfig.builder().model(forgetful).build();
    var error =
        assertThrows(
            ModelCallError.class,
            () -> {
              if (streamed) {
                provider.run(agent, Provider.PARALLEL, forgetful);
              } else {
                Runner.runSync(agent, Provider.PARALLEL, config);
              }
            });
    assertTrue(
        error
            .getMessage()
            .contains(
                "did not accept the request (400: Function call is missing a thought_signature"
                    + " in functionCall parts."),
        error.getMessage());
    assertEquals(1, error.getMessage().lines().count());
    assertEquals(1, error.runData().rawResponses().size());
  }

  private com.openai.client.OpenAIClient clientWith(Interceptor interceptor) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(url)
        .apiKey("none")
        .addInterceptor(interceptor)
        .build();
  }

  private static Response forget(Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    Buffer body = new Buffer();
    request.body().writeTo(body);
    String without = body.readUtf8().replaceAll(",?\"extra_content\":\\{[^}]*}}", "");
    RequestBody changed = RequestBody.create(without, request.body().contentType());
    return chain.proceed(request.newBuilder().post(changed).build());
  }
}
