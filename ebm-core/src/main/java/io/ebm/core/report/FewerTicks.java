package io.ebm.core.report;

import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.TickUnit;
import org.jfree.chart.axis.TickUnitSource;

/**
 * Round distances between ticks, larger than those that would just leave room for the labels.
 *
 * @param wholeNumbers whether there are ticks at whole numbers alone
 */
record FewerTicks(boolean wholeNumbers) implements TickUnitSource {

  private static final double FACTOR = 1.9;

  private TickUnitSource all() {
    return wholeNumbers
        ? NumberAxis.createIntegerTickUnits()
        : NumberAxis.createStandardTickUnits();
  }

  @Override
  public TickUnit getLargerTickUnit(TickUnit unit) {
    return all().getLargerTickUnit(unit);
  }

  @Override
  public TickUnit getCeilingTickUnit(TickUnit unit) {
    return all().getCeilingTickUnit(unit);
  }

  @Override
  public TickUnit getCeilingTickUnit(double size) {
    return all().getCeilingTickUnit(FACTOR * size);
  }
}
