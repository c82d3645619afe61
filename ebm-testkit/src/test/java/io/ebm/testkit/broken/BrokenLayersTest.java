package io.ebm.testkit.broken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.nn.Shape;
import io.ebm.testkit.LayerCase;
import io.ebm.testkit.LayerChecks;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every fault is caught by the check meant for it; the layer without a fault passes them all. */
class BrokenLayersTest {

  private record Meant(Consumer<LayerCase> check, String message) {}

  private static Map<LayerFault, Meant> checks() {
    Map<LayerFault, Meant> checks = new LinkedHashMap<>();
    Meant slopes = new Meant(LayerChecks::slopesAreDerivatives, "slope by");
    Meant orders = new Meant(LayerChecks::ordersAreDerivatives, "order");
    Meant declared =
        new Meant(LayerChecks::operationsDoAsTheyDeclare, "where all that was not declared is NaN");
    checks.put(
        LayerFault.BIAS_GRADIENT_FORGOTTEN,
        new Meant(LayerChecks::slopesAreDerivatives, "slope by layer.bias"));
    checks.put(LayerFault.SHIFTED_THE_WRONG_WAY, slopes);
    checks.put(LayerFault.BIAS_IN_EVERY_ORDER, orders);
    checks.put(
        LayerFault.SECOND_ORDER_TERM_DROPPED,
        new Meant(LayerChecks::ordersAreDerivatives, "order 2 of output"));
    checks.put(
        LayerFault.SLOPE_TERM_DROPPED,
        new Meant(LayerChecks::slopesAreDerivatives, "CURVATURE: slope by front0"));
    checks.put(
        LayerFault.STATE_IN_FIELD,
        new Meant(LayerChecks::operationsKeepNothing, "operations write fields"));
    checks.put(LayerFault.SLOPES_ADDED, declared);
    checks.put(
        LayerFault.GRADIENT_WRITTEN,
        new Meant(LayerChecks::gradientsAddUp, "adds to the gradient"));
    checks.put(LayerFault.INPUT_NOT_DECLARED, declared);
    checks.put(
        LayerFault.KEPT_TOO_MUCH,
        new Meant(LayerChecks::operationsDoAsTheyDeclare, "writes behind what it was given"));
    checks.put(LayerFault.ROWS_MIXED, new Meant(LayerChecks::rowsAreIndependent, "alone"));
    return checks;
  }

  private static LayerCase layer(LayerFault fault) {
    return LayerCase.of(BrokenLayers.of(fault), Shape.of(2, 3), 5);
  }

  @TestFactory
  Stream<DynamicTest> everyFaultIsCaught() {
    assertThat(checks().keySet())
        .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(LayerFault.NONE)));
    return checks().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey().name(),
                    () ->
                        assertThatThrownBy(
                                () -> entry.getValue().check().accept(layer(entry.getKey())))
                            .isInstanceOf(AssertionError.class)
                            .hasMessageContaining(entry.getValue().message())));
  }

  @TestFactory
  Stream<DynamicTest> theControlPasses() {
    return checks().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    "check for " + entry.getKey(),
                    () ->
                        assertThatCode(
                                () -> entry.getValue().check().accept(layer(LayerFault.NONE)))
                            .doesNotThrowAnyException()));
  }
}
