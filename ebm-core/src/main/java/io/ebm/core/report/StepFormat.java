package io.ebm.core.report;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.FieldPosition;
import java.util.Locale;

/** Writes whole numbers shortly: 500, 1.5k, 2M. */
final class StepFormat extends DecimalFormat {

  private static final long serialVersionUID = 1L;

  StepFormat() {
    super("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT));
  }

  @Override
  public StringBuffer format(double number, StringBuffer into, FieldPosition position) {
    if (Math.abs(number) >= 1e6) {
      return super.format(number / 1e6, into, position).append('M');
    }
    if (Math.abs(number) >= 1e3) {
      return super.format(number / 1e3, into, position).append('k');
    }
    return super.format(number, into, position);
  }

  @Override
  public StringBuffer format(long number, StringBuffer into, FieldPosition position) {
    return format((double) number, into, position);
  }
}
