package offlinemodel.dialects;

/** One way in which a server's chat completions differ from OpenAI's. */
enum Habit {
  /**
   * Each choice tells of a filter. The first chunk tells of nothing else, and has neither choices
   * nor an id; the last one has no delta.
   */
  FILTER_RESULTS,
  /** Comments keep the connection awake until the model has begun. */
  KEEP_ALIVE_COMMENTS,
  /** Thoughts come first, in a field "reasoning". */
  REASONING,
  /** Thoughts come first, in a field "reasoning_content". */
  REASONING_CONTENT,
  /** Thoughts come first, as parts: content is a list. */
  REASONING_PARTS,
  /** Thoughts come first, as marked content in a tag that is closed by what follows. */
  THOUGHTS_IN_CONTENT,
  /** A tool call comes in one chunk. */
  WHOLE_CALLS,
  /** All calls come in the chunk that says why the model stopped. */
  CALLS_WITH_FINISH,
  /** Calls are not numbered. */
  NO_INDEX,
  /** The id of each call is "". */
  EMPTY_IDS,
  /** The first piece of a call has its id, the second its name; there and later the id is "". */
  NAME_AFTER_ID,
  /** The first of a turn's calls has a signature, and is refused without it. */
  SIGNATURES,
  /** The finish reason is "stop", also after calls; streamed only. */
  STOP_DESPITE_CALLS,
  /** The finish reason is told twice. */
  FINISH_TWICE,
  /** Chunks without a finish reason do not have its key. */
  NO_FINISH_KEY,
  /** Each chunk says what was used so far. Thoughts count in the total only. */
  USAGE_ON_EVERY_CHUNK,
  /** Usage stands beside the finish reason, asked for or not. */
  USAGE_ON_FINISH,
  /** Chunks have no id. */
  NO_CHUNK_ID,
  /** Each chunk repeats all that was said. */
  MESSAGE_BESIDE_DELTA,
  /** Lines end as on Windows. */
  CRLF,
  /** The stream just ends. */
  NO_DONE
}
