package io.ebm.core.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Paint;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.renderer.PaintScale;

/** Colours and fonts of all plots. */
final class Palette {

  /**
   * Anchors of viridis (Smith and van der Walt 2015): perceptually even, safe for the colour-blind.
   */
  private static final int[] VIRIDIS = {
    0x440154, 0x482878, 0x3e4989, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6ece58, 0xb5de2b,
    0xfde725
  };

  static final Color INK = new Color(0x222222);
  static final Color FAINT = new Color(0xdddddd);
  static final Color DATA = new Color(0xffffff);
  static final Color MODEL = new Color(0xff5a36);
  static final List<Color> LINES =
      List.of(new Color(0x31688e), new Color(0xd1495b), new Color(0x35b779), new Color(0x8d5a97));

  private static final List<Color> SHADES = shades();

  private Palette() {}

  static Font font(int style, float size) {
    return new Font(Font.SANS_SERIF, style, 1).deriveFont(size);
  }

  private static List<Color> shades() {
    List<Color> shades = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      double position = i / 255.0 * (VIRIDIS.length - 1);
      int low = Math.min(VIRIDIS.length - 2, (int) position);
      double part = position - low;
      Color a = new Color(VIRIDIS[low]);
      Color b = new Color(VIRIDIS[low + 1]);
      shades.add(
          new Color(
              mix(a.getRed(), b.getRed(), part),
              mix(a.getGreen(), b.getGreen(), part),
              mix(a.getBlue(), b.getBlue(), part)));
    }
    return List.copyOf(shades);
  }

  private static int mix(int a, int b, double part) {
    return (int) Math.round(a + (b - a) * part);
  }

  /** Viridis from {@code low} to {@code high}. */
  record Scale(double low, double high) implements PaintScale {
    @Override
    public double getLowerBound() {
      return low;
    }

    @Override
    public double getUpperBound() {
      return high;
    }

    @Override
    public Paint getPaint(double value) {
      double part = Double.isNaN(value) ? 0 : (value - low) / (high - low);
      return SHADES.get((int) Math.round(255 * Math.max(0, Math.min(1, part))));
    }
  }
}
