package io.ebm.models.analytic.expression;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * What a formula may compute of one number or two, and the partial derivatives of that. Where there
 * is no derivative (the corner of {@code abs}, {@code min} and {@code max}) it is one of those
 * beside it.
 */
@SuppressWarnings("ImmutableEnumChecker") // the functions below keep nothing
enum Function {
  ADD(2, (a, b) -> a + b, (a, b) -> 1, (a, b) -> 1),
  SUBTRACT(2, (a, b) -> a - b, (a, b) -> 1, (a, b) -> -1),
  MULTIPLY(2, (a, b) -> a * b, (a, b) -> b, (a, b) -> a),
  DIVIDE(2, (a, b) -> a / b, (a, b) -> 1 / b, (a, b) -> -a / (b * b)),
  /** {@code a^b}; its derivative by b, {@code a^b log a}, is 0 at {@code a = 0}. */
  POWER(
      2,
      Math::pow,
      (a, b) -> b == 0 ? 0 : b * Math.pow(a, b - 1),
      (a, b) -> a == 0 ? 0 : Math.pow(a, b) * Math.log(a)),
  MIN(2, Math::min, (a, b) -> a <= b ? 1 : 0, (a, b) -> a <= b ? 0 : 1),
  MAX(2, Math::max, (a, b) -> a >= b ? 1 : 0, (a, b) -> a >= b ? 0 : 1),
  ATAN2(2, Math::atan2, (a, b) -> b / (a * a + b * b), (a, b) -> -a / (a * a + b * b)),
  /** {@code log(exp(a) + exp(b))}, without overflow. */
  LOGADDEXP(
      2,
      (a, b) -> Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b))),
      (a, b) -> logistic(a - b),
      (a, b) -> logistic(b - a)),
  NEGATE(a -> -a, a -> -1),
  SQUARE(a -> a * a, a -> 2 * a),
  SQRT(Math::sqrt, a -> 0.5 / Math.sqrt(a)),
  EXP(Math::exp, Math::exp),
  LOG(Math::log, a -> 1 / a),
  LOG1P(Math::log1p, a -> 1 / (1 + a)),
  SIN(Math::sin, Math::cos),
  COS(Math::cos, a -> -Math.sin(a)),
  TAN(Math::tan, a -> 1 + Math.tan(a) * Math.tan(a)),
  ATAN(Math::atan, a -> 1 / (1 + a * a)),
  SINH(Math::sinh, Math::cosh),
  COSH(Math::cosh, Math::sinh),
  TANH(Math::tanh, a -> 1 - Math.tanh(a) * Math.tanh(a)),
  SIGMOID(Function::logistic, a -> logistic(a) * logistic(-a)),
  /** {@code log(1 + exp(a))}, without overflow. */
  SOFTPLUS(a -> Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a))), Function::logistic),
  ABS(Math::abs, a -> a >= 0 ? 1 : -1);

  final int arity;
  private final DoubleBinaryOperator value;
  private final DoubleBinaryOperator byFirst;
  private final DoubleBinaryOperator bySecond;

  Function(
      int arity,
      DoubleBinaryOperator value,
      DoubleBinaryOperator byFirst,
      DoubleBinaryOperator bySecond) {
    this.arity = arity;
    this.value = value;
    this.byFirst = byFirst;
    this.bySecond = bySecond;
  }

  Function(DoubleUnaryOperator value, DoubleUnaryOperator derivative) {
    this(1, (a, b) -> value.applyAsDouble(a), (a, b) -> derivative.applyAsDouble(a), (a, b) -> 0);
  }

  private static double logistic(double a) {
    return 1 / (1 + Math.exp(-a));
  }

  /** The value; of one argument where {@link #arity} is 1, the second being ignored. */
  double of(double a, double b) {
    return value.applyAsDouble(a, b);
  }

  /** The partial derivative by the first argument. */
  double byFirst(double a, double b) {
    return byFirst.applyAsDouble(a, b);
  }

  /** The partial derivative by the second argument. */
  double bySecond(double a, double b) {
    return bySecond.applyAsDouble(a, b);
  }
}
