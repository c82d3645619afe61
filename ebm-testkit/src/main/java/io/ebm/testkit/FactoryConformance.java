package io.ebm.testkit;

import io.ebm.api.Factory;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The contract of a {@link Factory}: its name, its settings, and that it is found. */
public abstract class FactoryConformance {

  /** A bad value of one setting. */
  public record Bad(String setting, Object value) {}

  /** The factory. */
  protected abstract Factory<?> factory();

  /** Values of the settings that have no default. */
  protected Map<String, ?> required() {
    return Map.of();
  }

  /** Values that the config must refuse, at least one of every setting with a range. */
  protected abstract List<Bad> bad();

  @Test
  void isNamedAndDescribed() {
    FactoryChecks.isNamedAndDescribed(factory());
  }

  @Test
  void isFound() {
    FactoryChecks.isFound(factory());
  }

  @Test
  void settingsAreDocumented() {
    FactoryChecks.settingsAreDocumented(factory(), required());
  }

  @TestFactory
  Stream<DynamicTest> refusesBadSettings() {
    return bad().stream()
        .map(
            bad ->
                DynamicTest.dynamicTest(
                    bad.setting() + " = " + bad.value(),
                    () ->
                        FactoryChecks.refuses(factory(), required(), bad.setting(), bad.value())));
  }
}
