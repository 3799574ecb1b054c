package bench;

/**
 * What a worker reports of a task: one line of JSON on its stdout.
 *
 * @param seconds from the first question to the end of the last answer
 * @param cpuSeconds of the whole process, all its threads
 * @param deltas how many pieces arrived
 * @param p50Micros the delay from the server's hand to the reader's, for half of the deltas; 0
 *     unless they were paced
 * @param p99Micros the same for 99 in 100
 */
record Result(double seconds, double cpuSeconds, long deltas, double p50Micros, double p99Micros) {
  double deltasPerSecond() {
    return deltas / seconds;
  }

  double cpuMicrosPerDelta() {
    return cpuSeconds * 1e6 / deltas;
  }
}
