package io.ebm.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Documents a component of a config record and gives its default.
 *
 * <pre>{@code
 * record Config(
 *     @Setting(value = "0.01", doc = "Step size ε") Schedule stepSize,
 *     @Setting(doc = "Number of steps, at least 1") int steps) {}
 * }</pre>
 *
 * Here {@code stepSize} may be left out of an experiment and {@code steps} may not. A component of
 * a type annotated with JSpecify's {@code @Nullable} may be left out too and is then {@code null}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

  /** The default, written as in an experiment (JSON); empty means there is none. */
  String value() default "";

  /** What it is: unit, range, effect. One or two sentences. */
  String doc();
}
