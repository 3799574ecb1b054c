package wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseUsage;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer has cost, however it is reported. */
class UsageTest {

  private static final String CHAT =
      "{'prompt_tokens':7,'prompt_tokens_details':{'cached_tokens':4,'audio_tokens':0},"
          + "'completion_tokens':5,'completion_tokens_details':{'reasoning_tokens':3}}";
  private static final String RESPONSES =
      "{'input_tokens':7,'input_tokens_details':{'cached_tokens':4},"
          + "'output_tokens':5,'output_tokens_details':{'reasoning_tokens':3}}";

  /** The answer "hi" with that usage, streamed and whole. */
  private static Stream<Response> answers(Api api, String usage) throws IOException {
    String json = usage.replace('\'', '"');
    String whole = api.whole("'hi'").replaceFirst("\"usage\":\\{.*?\\}", "\"usage\":" + json);
    String streamed =
        api == Api.CHAT
            ? api.stream("'hi'") + Api.event("{'choices':[],'usage':" + usage + "}")
            : Api.event("{'type':'response.completed','response':" + whole + "}");
    return Stream.of(api.readStream(streamed), api.readWhole(whole));
  }

  private static String counts(ResponseUsage usage) {
    return usage.inputTokens()
        + " "
        + usage.inputTokensDetails().cachedTokens()
        + " "
        + usage.inputTokensDetails().cacheWriteTokens()
        + " "
        + usage.outputTokens()
        + " "
        + usage.outputTokensDetails().reasoningTokens()
        + " "
        + usage.totalTokens();
  }

  @ParameterizedTest
  @EnumSource
  void partsAreReportedAndAMissingTotalIsTheSum(Api api) throws IOException {
    answers(api, api == Api.CHAT ? CHAT : RESPONSES)
        .forEach(answer -> assertEquals("7 4 0 5 3 12", counts(answer.usage().orElseThrow())));
  }

  @ParameterizedTest
  @EnumSource
  void aTotalThatIsReportedIsNotTheSum(Api api) throws IOException {
    String usage = (api == Api.CHAT ? CHAT : RESPONSES).replaceFirst("\\{", "{'total_tokens':99,");
    answers(api, usage)
        .forEach(answer -> assertEquals(99, answer.usage().orElseThrow().totalTokens()));
  }

  @Test
  void deepSeekHasItsOwnNameForCachedTokens() throws IOException {
    String usage = "{'prompt_tokens':7,'completion_tokens':5,'prompt_cache_hit_tokens':6}";
    answers(Api.CHAT, usage)
        .forEach(answer -> assertEquals("7 6 0 5 0 12", counts(answer.usage().orElseThrow())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'free'",
        "17",
        "null",
        "[]",
        "[1]",
        "{}",
        "{'prompt_tokens':'7','completion_tokens':'5','total_tokens':'12'}",
        "{'input_tokens':'7','output_tokens':'5','total_tokens':'12'}",
        "{'prompt_tokens':null,'completion_tokens':{},'total_tokens':[]}",
        "{'prompt_tokens':-7,'completion_tokens':-1,'total_tokens':-8}",
        "{'prompt_tokens':99999999999999999999999,'completion_tokens':1e400}",
        "{'input_tokens':9223372036854775807,'output_tokens':9223372036854775807}",
        "{'prompt_tokens_details':null,'completion_tokens_details':'x'}",
        "{'input_tokens_details':[],'output_tokens_details':{'reasoning_tokens':'3'}}",
      })
  void nonsenseIsZeroAndNeverAnException(String usage) throws IOException {
    for (Api api : Api.values()) {
      answers(api, usage)
          .forEach(
              answer -> {
                assertEquals("hi", Api.text(answer));
                Optional<String> counts = answer.usage().map(UsageTest::counts);
                assertEquals("0 0 0 0 0 0", counts.orElse("0 0 0 0 0 0"), api + usage);
              });
    }
  }

  @Test
  void whatElseTheUsageSaysIsKept() throws IOException {
    String usage = RESPONSES.replaceFirst("\\{", "{'cost':0.5,");
    answers(Api.RESPONSES, usage)
        .forEach(
            answer ->
                assertEquals(
                    "0.5",
                    answer.usage().orElseThrow()._additionalProperties().get("cost").toString()));
  }
}
