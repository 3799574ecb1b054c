package agentloop;

import agents.Agent;
import agents.RunResultStreaming;
import agents.Runner;
import agents.StreamEvent;
import agents.StreamEvent.RawResponseEvent;
import java.util.List;

/** Gets a record as the answer, and streams its JSON while it is written. */
public final class StructuredMovie {
  record Movie(
      String title,
      String director,
      int year,
      List<String> genres,
      double rating,
      String summary) {}

  public static void main(String[] args) {
    Agent agent =
        Agent.builder()
            .name("Movie fan")
            .instructions("You recommend movies.")
            .outputType(Movie.class) // the model must follow its JSON schema
            .build();

    String question = "Tell me about a movie about artificial intelligence.";
    try (RunResultStreaming result = Runner.runStreamed(agent, question)) {
      for (StreamEvent event : result.streamEvents()) {
        if (event instanceof RawResponseEvent raw && raw.data().isOutputTextDelta()) {
          System.out.print(raw.data().asOutputTextDelta().delta());
          System.out.flush();
        }
      }

      // You can't parse half a JSON object: you get the record when the run has ended.
      Movie movie = result.finalOutputAs(Movie.class);
      System.out.println("\n");
      System.out.println(movie.title() + ", " + movie.year() + ", " + movie.director());
      System.out.println(movie.genres() + ", " + movie.rating() + " of 10");
      System.out.println(movie.summary());
    }
  }
}
