package agents;

import static agents.ScriptedModel.play;
import static agents.ScriptedModel.text;
import static agents.ScriptedModel.turn;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wire.Json;

/** Which classes a final output and a tool's arguments may have. */
@Timeout(60)
class OutputTypeTest {
  record Movie(String title, int year) {}

  record Word(String text, Word next) {}

  enum Mood {
    GLAD,
    SAD
  }

  enum Size {
    @JsonProperty("not big")
    SMALL,
    BIG;

    @JsonValue
    @Override
    public String toString() {
      return "size " + ordinal();
    }
  }

  static class Bean {
    private String title;
    private int year;

    public String getTitle() {
      return title;
    }

    public void setTitle(String title) {
      this.title = title;
    }

    public int getYear() {
      return year;
    }
  }

  static class Fields {
    public String title;
    public int year;
  }

  static class OnlyConstructor {
    private final String title;

    OnlyConstructor(String title) {
      this.title = title;
    }

    public String getTitle() {
      return title;
    }
  }

  static class Hidden {
    private String title;
  }

  class Inner {
    public String title;
  }

  record HasInner(List<Inner> inside) {}

  sealed interface Shape {}

  record Circle(double radius) implements Shape {}

  record HasShape(Optional<Shape> shape) {}

  private ScriptedModel model;

  private <T> T output(Class<T> type, String written) {
    model = play(turn(text(written)));
    Agent agent = Agent.builder().name("Test").model(model).outputType(type).build();
    return Runner.runSync(agent, "Go").finalOutputAs(type);
  }

  private JsonNode schema() {
    return Json.MAPPER.valueToTree(model.requests.get(0).outputSchema().orElseThrow());
  }

  @Test
  void textIsTheDefault() {
    assertEquals("{}", output(String.class, "{}"));
    assertTrue(model.requests.get(0).outputSchema().isEmpty());
  }

  @Test
  void anObjectIsNotWrapped() {
    assertEquals(
        new Movie("Jaws", 1975), output(Movie.class, "{\"title\":\"Jaws\",\"year\":1975}"));
    assertTrue(schema().at("/schema/properties").has("title"));
  }

  @Test
  void anArrayIsWrapped() {
    Movie[] movies = output(Movie[].class, "{\"response\":[{\"title\":\"Jaws\",\"year\":1975}]}");
    assertArrayEquals(new Movie[] {new Movie("Jaws", 1975)}, movies);
    JsonNode schema = schema();
    assertEquals("object", schema.at("/schema/type").asText());
    assertEquals("array", schema.at("/schema/properties/response/type").asText());
    assertEquals("[\"response\"]", schema.at("/schema/required").toString());
    assertFalse(schema.at("/schema/additionalProperties").asBoolean(true));
    assertTrue(schema.path("name").asText().matches("[\\w-]+"), schema.path("name").asText());
  }

  /** References in a schema start at its root. */
  @Test
  void whatAWrappedSchemaRefersToStaysAtItsRoot() {
    assertEquals(0, output(Word[].class, "{\"response\":[]}").length);
    JsonNode schema = schema().path("schema");
    List<String> references = schema.findValuesAsText("$ref");
    assertFalse(references.isEmpty(), schema.toString());
    for (String reference : references) {
      assertTrue(schema.at(reference.substring(1)).isObject(), reference + " in " + schema);
    }
    assertFalse(schema.at("/properties/response").has("$schema"), schema.toString());
  }

  @Test
  void numbersBooleansAndEnumsAreWrapped() {
    assertEquals(5, output(int.class, "{\"response\":5}"));
    assertEquals(2.5, output(Double.class, "{\"response\":2.5}"));
    assertEquals(true, output(boolean.class, "{\"response\":true}"));
    assertEquals(Mood.SAD, output(Mood.class, "{\"response\":\"SAD\"}"));
    assertEquals("[\"GLAD\",\"SAD\"]", schema().at("/schema/properties/response/enum").toString());
  }

  @Test
  void anEnumIsReadByTheNamesThatItsSchemaHas() {
    assertEquals(Size.SMALL, output(Size.class, "{\"response\":\"SMALL\"}"));
    assertEquals("[\"SMALL\",\"BIG\"]", schema().at("/schema/properties/response/enum").toString());
    var error =
        assertThrows(
            ModelBehaviorError.class, () -> output(Size.class, "{\"response\":\"not big\"}"));
    assertTrue(error.getMessage().contains("one of [SMALL, BIG], but got"), error.getMessage());
  }

  @Test
  void fieldsAndGettersAndSettersWork() {
    Bean bean = output(Bean.class, "{\"title\":\"Jaws\",\"year\":1975}");
    assertEquals("Jaws 1975", bean.getTitle() + " " + bean.getYear());
    Fields fields = output(Fields.class, "{\"title\":\"Jaws\",\"year\":1975}");
    assertEquals("Jaws 1975", fields.title + " " + fields.year);
  }

  @Test
  void classesThatCannotBeMadeAreRefusedInOneLineWhenTheAgentIsBuilt() {
    for (Class<?> type :
        List.of(
            OnlyConstructor.class,
            Hidden.class,
            Inner.class,
            HasInner.class,
            HasShape.class,
            Map.class,
            List.class,
            Object.class)) {
      var agent = Agent.builder().name("Test");
      var error = assertThrows(UserError.class, () -> agent.outputType(type));
      assertEquals(1, error.getMessage().lines().count(), error.getMessage());
      assertTrue(error.getMessage().contains(type.getSimpleName()), error.getMessage());
      assertThrows(
          UserError.class, () -> FunctionTool.of("x", "A tool.", type, (context, it) -> it));
    }
  }

  @Test
  void argumentsWithoutNamesAreRefused() {
    for (Class<?> type : List.of(String.class, int.class, Movie[].class, Mood.class)) {
      var error =
          assertThrows(
              UserError.class, () -> FunctionTool.of("x", "A tool.", type, (context, it) -> it));
      assertTrue(error.getMessage().contains("record"), error.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {Movie.class, Bean.class, Fields.class})
  void whatIsMissingIsRefusedInRecordsAndClasses(Class<?> type) {
    for (String written : List.of("{\"title\":\"Jaws\"}", "{\"title\":\"Jaws\",\"year\":null}")) {
      var error = assertThrows(ModelBehaviorError.class, () -> output(type, written));
      assertTrue(error.getMessage().endsWith(": year: it is missing"), error.getMessage());
      FunctionTool tool = FunctionTool.of("x", "A tool.", type, (context, it) -> "read");
      model = play(turn(ScriptedModel.call("x", written)), turn(text("Done.")));
      Runner.runSync(Tools.agent(model, tool), "Go");
      String told = Tools.outputsSeen(model, 2).get(0);
      assertTrue(told.endsWith("Error: year: it is missing"), told);
      Agent other = Tools.agent(model);
      Handoff handoff = Handoff.to(other).onHandoff(type, (context, it) -> {});
      model = play(turn(ScriptedModel.call("transfer_to_test", written)));
      Agent agent = Agent.builder().name("A").model(model).handoff(handoff).build();
      error = assertThrows(ModelBehaviorError.class, () -> Runner.runSync(agent, "Go"));
      assertTrue(error.getMessage().endsWith(": year: it is missing"), error.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"response\":[]} and more",
        "{\"response\":[]}{}",
        "{}",
        "{\"response\":null}",
        "[]",
        "{\"response\":[{\"title\":1}]}",
        "{\"response\":[null]}"
      })
  void whatDoesNotFitIsRefusedInOneLine(String written) {
    var error = assertThrows(ModelBehaviorError.class, () -> output(Movie[].class, written));
    assertEquals(1, error.getMessage().lines().count(), error.getMessage());
  }

  record Optionals(Optional<String> a, Optional<Integer> b) {}

  @Test
  void whatTheModelMayLeaveOutMayBeMissing() {
    assertEquals(
        new Optionals(Optional.empty(), Optional.of(1)), output(Optionals.class, "{\"b\":1}"));
  }
}
