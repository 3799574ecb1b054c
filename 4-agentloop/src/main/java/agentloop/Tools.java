package agentloop;

import com.ezylang.evalex.BaseException;
import com.ezylang.evalex.Expression;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.TreeMap;

/** What the tools of this lesson do: plain Java, without any model. */
final class Tools {
  /** The arguments that the model writes, as a JSON object. */
  record WeatherArgs(String city) {}

  record CalculateArgs(String expression) {}

  // A fixed table, so that the lesson always prints the same.
  private static final Map<String, Integer> CELSIUS =
      new TreeMap<>(Map.of("Islamabad", 27, "Karachi", 33, "Lahore", 31, "Oslo", 9));

  private Tools() {}

  static int temperature(String city) {
    if (!CELSIUS.containsKey(city)) {
      throw new IllegalArgumentException("The known cities are " + CELSIUS.keySet());
    }
    return CELSIUS.get(city);
  }

  /** A library computes the expression. Never run what a model writes as code. */
  static String calculate(String expression) throws BaseException {
    BigDecimal value = new Expression(expression).evaluate().getNumberValue();
    return value.round(MathContext.DECIMAL64).toEngineeringString(); // never a long text
  }
}
