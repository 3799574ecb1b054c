package bench;

/**
 * What a worker is to do: one line on its stdin.
 *
 * @param api {@code responses} or {@code chat_completions}
 * @param model how the scripted server answers: {@code flood-N} as fast as it can, {@code paced-N}
 *     one delta a millisecond
 * @param turns how many questions one conversation has
 * @param pauseEvery the reader rests for a millisecond after so many deltas; 0 if it never does
 */
record Task(String api, String model, int turns, int pauseEvery) {
  static Task parse(String line) {
    String[] words = line.split(" ");
    return new Task(words[0], words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]));
  }

  @Override
  public String toString() {
    return api + " " + model + " " + turns + " " + pauseEvery;
  }
}
