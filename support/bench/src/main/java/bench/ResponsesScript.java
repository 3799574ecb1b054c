package bench;

/** An answer of the Responses API. */
final class ResponsesScript implements Script {
  private static final String PLACE =
      "\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,";
  private static final String PART =
      "{\"type\":\"output_text\",\"annotations\":[],\"logprobs\":[],\"text\":\"%s\"}";
  private static final String ITEM =
      "{\"id\":\"msg_1\",\"type\":\"message\",\"status\":\"%s\",\"role\":\"assistant\",\"content\":[%s]}";
  private static final String RESPONSE =
      "\"response\":{\"id\":\"resp_1\",\"object\":\"response\",\"created_at\":1,\"status\":\"%s\","
          + "\"error\":null,\"incomplete_details\":null,\"instructions\":null,\"model\":\"scripted\","
          + "\"output\":[%s],\"parallel_tool_calls\":true,\"temperature\":1.0,\"tool_choice\":\"auto\","
          + "\"tools\":[],\"top_p\":1.0,\"metadata\":{},\"usage\":%s}";
  private static final String USAGE =
      "{\"input_tokens\":1,\"input_tokens_details\":{\"cached_tokens\":0},\"output_tokens\":1,"
          + "\"output_tokens_details\":{\"reasoning_tokens\":0},\"total_tokens\":2}";

  private int number;

  @Override
  public String begin() {
    String response = RESPONSE.formatted("in_progress", "", "null");
    return event("response.created", response)
        + event("response.in_progress", response)
        + event(
            "response.output_item.added",
            "\"output_index\":0,\"item\":" + ITEM.formatted("in_progress", ""))
        + event("response.content_part.added", PLACE + "\"part\":" + PART.formatted(""));
  }

  @Override
  public String delta(String text) {
    return event(
        "response.output_text.delta", PLACE + "\"delta\":\"" + text + "\",\"logprobs\":[]");
  }

  @Override
  public String end(String wholeText) {
    String item = ITEM.formatted("completed", PART.formatted(wholeText));
    return event(
            "response.output_text.done", PLACE + "\"text\":\"" + wholeText + "\",\"logprobs\":[]")
        + event("response.content_part.done", PLACE + "\"part\":" + PART.formatted(wholeText))
        + event("response.output_item.done", "\"output_index\":0,\"item\":" + item)
        + event("response.completed", RESPONSE.formatted("completed", item, USAGE));
  }

  private String event(String type, String fields) {
    return "event: "
        + type
        + "\ndata: {\"type\":\""
        + type
        + "\",\"sequence_number\":"
        + number++
        + ","
        + fields
        + "}\n\n";
  }
}
