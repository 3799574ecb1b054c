package offlinemodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import offlinemodel.endpoints.Endpoints;
import offlinemodel.protocol.Json;
import org.junit.jupiter.api.Test;

/** What the model says, depending on what the request brings along. */
class ConversationTest {
  private final Endpoints endpoints = Endpoints.instant();

  @Test
  void answersAFollowUpOnlyIfTheHistoryComesAlong() {
    String follow = "{'role':'user','content':'What is my name?'}";
    String history =
        "{'role':'user','content':'my name is Aisha and I am  learning Java'},"
            + "{'role':'assistant','content':'Hi'},";

    assertEquals("Your name is Aisha.", text("'input':[" + history + follow + "]"));
    assertTrue(text("'input':[" + follow + "]").contains("you asked \"What is my name?\""));
  }

  @Test
  void improvisesFromTheHistory() {
    assertEquals(
        "This is the offline model, so this answer is scripted: you asked \"And two?\" (message 3"
            + " of this conversation; before that you asked \"Why one?\"). Put an OPENAI_API_KEY"
            + " into .env to talk to a real model.",
        text(
            "'input':[{'role':'user','content':'Why one?'},{'role':'assistant','content':'So.'},"
                + "{'role':'user','content':[{'type':'input_text','text':'And two?'}]}]"));
  }

  @Test
  void takesNoticeOfOtherInstructions() {
    String question = ",'input':'What is the capital of Peru?'";

    assertEquals(
        "[offline model, told to: \"Talk like a pirate.\"] Lima is the capital of Peru.",
        text("'instructions':'Talk like a pirate.'" + question));
    assertEquals(
        "Lima is the capital of Peru.",
        text("'instructions':'You are a helpful assistant.'" + question));
  }

  @Test
  void callsAToolThatTheQuestionMentions() {
    String tool =
        "'tools':[{'type':'function','name':'book_flight','parameters':{'type':'object',"
            + "'properties':{'to':{'type':'string'},'seats':{'type':'integer'},"
            + "'window':{'type':'boolean'},'class':{'enum':['economy','first']}}}}]";

    JsonNode call = ask("'input':'Find a flight for 2 to Nairobi, please'," + tool).at("/output/0");
    assertEquals("book_flight", call.path("name").asText());
    assertEquals(
        "{\"to\":\"Nairobi\",\"seats\":2,\"window\":false,\"class\":\"economy\"}",
        call.path("arguments").asText());

    assertTrue(
        text("'input':[{'role':'user','content':'A flight'},"
                + "{'type':'function_call','call_id':'a','name':'book_flight','arguments':'{}'},"
                + "{'type':'function_call_output','call_id':'a','output':'no seats'}],"
                + tool)
            .contains("\"no seats\""));
  }

  @Test
  void obeysTheToolChoice() {
    String tools =
        "'input':'What should I have for dinner?','tools':["
            + "{'type':'function','name':'get_preferences','parameters':{}},"
            + "{'type':'function','name':'sing','parameters':{}}]";

    assertEquals("get_preferences", ask(tools).at("/output/0/name").asText());
    assertEquals(
        "sing",
        ask(tools + ",'tool_choice':{'type':'function','name':'sing'}")
            .at("/output/0/name")
            .asText());
    assertTrue(text(tools + ",'tool_choice':'none'").startsWith("This is the offline model"));
  }

  @Test
  void playsNoScriptWhoseToolsAreMissing() {
    assertTrue(text("'input':'Count forever.'").startsWith("This is the offline model"));
  }

  @Test
  void followsAChangedSchema() {
    String schema =
        "'text':{'format':{'type':'json_schema','name':'movie','schema':{'type':'object',"
            + "'properties':{'year':{'type':'integer'},'title':{'type':'string'},"
            + "'mainActor':{'type':'string'},"
            + "'awards':{'type':'array','items':{'$ref':'#/$defs/a'}},"
            + "'rating':{'type':['number','null']}},"
            + "'required':['year','title','mainActor','awards'],"
            + "'$defs':{'a':{'type':'object','properties':{'won':{'type':'boolean'},"
            + "'kind':{'enum':['OSCAR','OTHER']}},'required':['won','kind']}}}}}";

    assertEquals(
        "{\"year\":2013,\"title\":\"Her\",\"mainActor\":\"main actor\","
            + "\"awards\":[{\"won\":false,\"kind\":\"OSCAR\"}],\"rating\":8.0}",
        text("'input':'Tell me about a movie about artificial intelligence.'," + schema));
    assertEquals(
        "{\"year\":0,\"title\":\"title\",\"mainActor\":\"main actor\","
            + "\"awards\":[{\"won\":false,\"kind\":\"OSCAR\"}],\"rating\":0}",
        text("'input':'Surprise me.'," + schema));
  }

  @Test
  void fillsWhatASchemaDoesNotRequire() {
    String schema =
        "'text':{'format':{'type':'json_schema','name':'person','schema':{'type':'object',"
            + "'properties':{'name':{'type':'string'},'age':{'type':'integer'}},'required':[]}}}";
    assertEquals("{\"name\":\"name\",\"age\":0}", text("'input':'Surprise me.'," + schema));
  }

  @Test
  void answersInJsonMode() {
    String mode = ",'text':{'format':{'type':'json_object'}}";
    String instructions = "'instructions':'You are a helpful assistant.','input':";
    assertEquals(
        "{\"answer\":\"Lima is the capital of Peru.\"}",
        text(
            "'input':[{'role':'system','content':'Answer in JSON.'},"
                + "{'role':'user','content':'What is the capital of Peru?'}]"
                + mode));
    String improvised = text(instructions + "'Surprise me in JSON.'" + mode);
    assertTrue(Json.parse(improvised).get("answer").asText().contains("Surprise me"), improvised);

    JsonNode refused = ask(instructions + "'Surprise me.'" + mode);
    assertTrue(refused.at("/error/message").asText().contains("must contain the word 'json'"));
  }

  @Test
  void followsASchemaInThePrompt() {
    String schema = "{'type':'object','properties':{'city':{'type':'string'}}}";
    String prompt = ("Where? Answer as in {this} JSON: " + schema + " please").replace("'", "\\'");
    assertEquals("{\"city\":\"city\"}", text("'input':'" + prompt + "'"));
    assertEquals(
        "{\"city\":\"city\"}",
        text("'input':'" + prompt + "','text':{'format':{'type':'json_object'}}"));
  }

  private String text(String fields) {
    return ask(fields).at("/output/0/content/0/text").asText();
  }

  private JsonNode ask(String fields) {
    String request = ("{'model':'m'," + fields + "}").replace('\'', '"');
    return Json.parse(endpoints.post("/v1/responses", request).chunks().get(0));
  }
}
