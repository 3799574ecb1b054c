package wire;

/** What grows while the model writes, and what the Responses API calls it. */
enum ChatKind {
  REASONING("reasoning", "summary", "summary_text", "text", "reasoning_summary_"),
  TEXT("message", "content", "output_text", "text", "content_"),
  REFUSAL("message", "content", "refusal", "refusal", "content_");

  final String item;
  final String list;
  final String part;
  final String field;
  final String partEvent;
  final String deltaEvent;

  ChatKind(String item, String list, String part, String field, String event) {
    this.item = item;
    this.list = list;
    this.part = part;
    this.field = field;
    partEvent = event + "part";
    deltaEvent = item.equals("message") ? part + ".delta" : event + "text.delta";
  }
}
