package bench;

/** One answer in the events of one of OpenAI's two APIs. */
interface Script {
  String begin();

  String delta(String text);

  String end(String wholeText);
}
