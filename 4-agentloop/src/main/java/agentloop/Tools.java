package agentloop;

import com.ezylang.evalex.BaseException;
import com.ezylang.evalex.Expression;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.TreeMap;

/** What the tools of this lesson do: plain Java that knows nothing of models. */
final class Tools {
  /** What the model has to say to use the tool, as a JSON object. */
  record WeatherArgs(String city) {}

  record CalculateArgs(String expression) {}

  // A fixed table, so that the lesson needs no weather service and always says the same.
  private static final Map<String, Integer> CELSIUS =
      new TreeMap<>(Map.of("Islamabad", 27, "Karachi", 33, "Lahore", 31, "Oslo", 9));

  private Tools() {}

  static int temperature(String city) {
    if (!CELSIUS.containsKey(city)) {
      throw new IllegalArgumentException("The known cities are " + CELSIUS.keySet());
    }
    return CELSIUS.get(city);
  }

  /** A library reads the expression: what a model writes must never be run as code. */
  static String calculate(String expression) throws BaseException {
    BigDecimal value = new Expression(expression).evaluate().getNumberValue();
    return value.round(MathContext.DECIMAL64).toEngineeringString(); // never a long text
  }
}
