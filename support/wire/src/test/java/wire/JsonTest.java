package wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON that becomes an object of a class, and JSON that does not fit. */
class JsonTest {

  record Film(
      String title,
      int year,
      Optional<Film> next,
      Optional<List<String>> cast,
      Optional<DayOfWeek> day) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'title':'A','year':'soon'} | year: expected int, but got \"soon\"",
        "{'title':'A','year':''} | year: expected int, but got \"\"",
        "{'title':['A'],'year':1} | title: expected String, but got [\"A\"]",
        "{'title':'A','year':1,'next':{'title':'B','year':{}}} | next.year: expected int, but got {}",
        "{'title':'A','year':1,'next':5} | next: expected an object, but got 5",
        "{'title':'A','year':1,'cast':'B'} | cast: expected a list, but got \"B\"",
        "{'title':'A','year':1,'cast':['B',[]]} | cast[1]: expected String, but got []",
        "{'title':'A','year':1,'day':'Caturday'} | day: expected one of [MONDAY, TUESDAY, WEDNESDAY,"
            + " THURSDAY, FRIDAY, SATURDAY, SUNDAY], but got \"Caturday\"",
        "['A'] | expected a JSON object, but got [\"A\"]",
      })
  void theComplaintIsInAStudentsWords(String json, String expected) {
    var node = Json.parse(json.replace("'", "\""));
    String said =
        assertThrows(IllegalArgumentException.class, () -> Json.read(node, Film.class))
            .getMessage();
    assertEquals(expected, said);
    assertFalse(said.contains("Coercion"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | a: it is missing",
        "{'a':null} | a: it is missing",
        "{'a':{}} | a.b: it is missing",
        "{'a':{'b':1},'c':{}} | c.b: it is missing",
        "{'a':{'b':1},'d':[{'b':1},{}]} | d[1].b: it is missing",
        "{'a':{'b':1},'d':[null]} | d[0]: it is missing",
        "{'a':{'b':1,'e':{'a':{}}}} | a.e.a.b: it is missing",
      })
  void whatASchemaWantsMayNotBeMissing(String json, String expected) {
    String schema =
        """
        {'properties':{'a':{'$ref':'#/$defs/A'},'c':{'anyOf':[{'type':'null'},{'$ref':'#/$defs/A'}]},
        'd':{'type':['array','null'],'items':{'$ref':'#/$defs/A'}}},'$defs':{'A':{'type':'object',
        'properties':{'b':{'type':'integer'},'e':{'anyOf':[{'type':'null'},{'$ref':'#'}]}}}}}
        """;
    var node = Json.parse(json.replace('\'', '"'));
    var rules = Json.parse(schema.replace('\'', '"'));
    var failure =
        assertThrows(IllegalArgumentException.class, () -> Json.refuseUnlessWhole(node, rules));
    assertEquals(expected, failure.getMessage());
    Json.refuseUnlessWhole(Json.parse("{\"a\":{\"b\":1}}"), rules);
    Json.refuseUnlessWhole(Json.parse("null"), rules); // is no object, which is another complaint
  }

  @Test
  void whatIsWrappedIsUnwrapped() {
    var numbers = Json.parse("{\"response\":[1,2]}");
    assertArrayEquals(new int[] {1, 2}, Json.readWrapped(numbers, int[].class));
    var day = Json.parse("{\"response\":\"FRIDAY\"}");
    assertEquals(DayOfWeek.FRIDAY, Json.readWrapped(day, DayOfWeek.class));
  }

  @Test
  void onlyAStringIsAString() {
    var json = Json.parse("{\"a\":{\"b\":\"x\",\"c\":5}}");
    assertEquals("x", Json.string(json, "/a/b"));
    assertEquals("", Json.string(json, "/a/c"));
    assertEquals("", Json.string(json, "/a/d"));
  }

  static final class Made {
    final String title;

    @JsonCreator
    Made(@JsonProperty("title") String title) {
      this.title = title;
    }
  }

  static final class Unmade {
    Unmade(String title) {}
  }

  abstract static class Abstract {
    String title;
  }

  record HasAbstract(Optional<Abstract> inside) {}

  record HasMany(List<HasAbstract> all) {}

  record Year(int year) {
    Year {
      if (year < 0) {
        throw new IllegalArgumentException("a year is never negative");
      }
    }
  }

  record Shift(DayOfWeek day, Year year) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'day':1} | day: expected one of [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY,"
            + " SUNDAY], but got 1",
        "{'day':'MONDAY','year':{'year':-1}} | year: a year is never negative",
      })
  void aClassDecidesWhatFits(String json, String expected) {
    var failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> Json.read(Json.parse(json.replace('\'', '"')), Shift.class));
    assertEquals(expected, failure.getMessage());
  }

  static final class Empty {
    String title;
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Film.class,
        int[].class,
        DayOfWeek.class,
        int.class,
        Integer.class,
        Empty.class,
        Made.class
      })
  void aClassIsFineIfJsonCanMakeIt(Class<?> type) {
    Json.refuseUnlessReadable(type);
  }

  @Test
  void aClassThatJsonCannotMakeIsRefused() {
    var failure =
        assertThrows(IllegalArgumentException.class, () -> Json.refuseUnlessReadable(Unmade.class));
    assertEquals(
        "Unmade is abstract, or has no constructor without parameters.", failure.getMessage());
    for (Class<?> type : List.of(Abstract.class, HasAbstract.class, HasMany.class)) {
      assertThrows(
          IllegalArgumentException.class, () -> Json.refuseUnlessReadable(type), type::getName);
    }
  }

  @Test
  void fieldsAndConstructorsAreFilled() {
    var json = Json.parse("{\"title\":\"A\"}");
    assertEquals("A", Json.read(json, Made.class).title);
    assertEquals("A", Json.read(json, Empty.class).title);
  }
}
