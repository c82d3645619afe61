package io.ebm.core.data;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import java.util.List;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * A point chosen uniformly in {@code t} on one of several curves, each equally likely, plus
 * isotropic normal noise:
 *
 * <pre>{@code p(x) = 1/n Σ_c ∫_0^1 N(x; c(t), σ² I) dt}</pre>
 *
 * <p>The integral is taken by Gauss-Legendre panels about σ long, of which only those are visited
 * that can matter beside the nearest one. Where {@code x} is so far off that the integrand changes
 * steeply along a panel, the panel is cut further. The relative error of the density is below 1e-9.
 */
final class CurveDensity implements PlanarDensity {

  private static final int NODES = 16;
  private static final int LEAST_PANELS = 8;
  private static final int PROBES = 4096;

  /** Panels whose integrand is everywhere below exp(-60) of the nearest one's are left out. */
  private static final double NEGLIGIBLE = 60;

  /** A panel is cut until the exponent changes by less than this along a piece. */
  private static final double STEEPEST = 16;

  /** Reached some 65,000 σ away, where the log-density is below -2e9. */
  private static final int MOST_PIECES = 4096;

  private final List<Curve> curves;
  private final double noise;
  private final double[] points = new double[NODES];
  private final double[] logWeights = new double[NODES];

  /** For every panel: its curve, where it begins and how wide it is in t, its length. */
  private final int[] curve;

  private final double[] start;
  private final double[] width;
  private final double[] length;

  /** For every panel: its middle, how far it reaches from there, and its nodes. */
  private final double[] middleX;

  private final double[] middleY;
  private final double[] reach;
  private final double[] nodeX;
  private final double[] nodeY;

  CurveDensity(List<Curve> curves, double noise) {
    this.curves = List.copyOf(curves);
    this.noise = noise;
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(NODES, 0, 1);
    for (int i = 0; i < NODES; i++) {
      points[i] = rule.getPoint(i);
      logWeights[i] = Math.log(rule.getWeight(i));
    }
    int[] counts = new int[curves.size()];
    int panels = 0;
    for (int c = 0; c < counts.length; c++) {
      double whole = length(this.curves.get(c), 0, 1, PROBES);
      counts[c] = Math.max(LEAST_PANELS, (int) Math.ceil(whole / noise));
      panels += counts[c];
    }
    this.curve = new int[panels];
    this.start = new double[panels];
    this.width = new double[panels];
    this.length = new double[panels];
    this.middleX = new double[panels];
    this.middleY = new double[panels];
    this.reach = new double[panels];
    this.nodeX = new double[panels * NODES];
    this.nodeY = new double[panels * NODES];
    int panel = 0;
    for (int c = 0; c < counts.length; c++) {
      for (int i = 0; i < counts[c]; i++) {
        place(panel++, c, (double) i / counts[c], 1.0 / counts[c]);
      }
    }
  }

  private void place(int panel, int curveIndex, double from, double wide) {
    Curve on = curves.get(curveIndex);
    curve[panel] = curveIndex;
    start[panel] = from;
    width[panel] = wide;
    length[panel] = length(on, from, from + wide, NODES);
    middleX[panel] = on.x(from + wide / 2);
    middleY[panel] = on.y(from + wide / 2);
    // No point of a panel is farther from a point of it than its length; some room for rounding
    // and for the length being that of chords.
    reach[panel] = 1.05 * length[panel];
    for (int i = 0; i < NODES; i++) {
      nodeX[panel * NODES + i] = on.x(from + wide * points[i]);
      nodeY[panel * NODES + i] = on.y(from + wide * points[i]);
    }
  }

  private static double length(Curve curve, double from, double to, int chords) {
    double length = 0;
    for (int i = 0; i < chords; i++) {
      double a = from + (to - from) * i / chords;
      double b = from + (to - from) * (i + 1) / chords;
      length += Math.hypot(curve.x(b) - curve.x(a), curve.y(b) - curve.y(a));
    }
    return length;
  }

  @Override
  public void sample(Batch into, RandomStream random) {
    random.fillGaussian(into.array(), into.offset(), into.length());
    for (int i = 0; i < into.size(); i++) {
      Curve on = curves.get(random.nextInt(curves.size()));
      double t = random.nextDouble();
      into.set(i, 0, (float) (on.x(t) + noise * into.get(i, 0)));
      into.set(i, 1, (float) (on.y(t) + noise * into.get(i, 1)));
    }
  }

  @Override
  public double logDensity(double x, double y) {
    double precision = 1 / (noise * noise);
    double nearest = Double.POSITIVE_INFINITY;
    for (int p = 0; p < curve.length; p++) {
      double dx = x - middleX[p];
      double dy = y - middleY[p];
      nearest = Math.min(nearest, dx * dx + dy * dy);
    }
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (int p = 0; p < curve.length; p++) {
      double fromX = x - middleX[p];
      double fromY = y - middleY[p];
      double distance = Math.sqrt(fromX * fromX + fromY * fromY);
      double least = Math.max(0, distance - reach[p]);
      if (0.5 * precision * (least * least - nearest) > NEGLIGIBLE) {
        continue;
      }
      double change = precision * (distance + reach[p]) * length[p];
      int pieces = (int) Math.min(MOST_PIECES, Math.max(1, Math.ceil(change / STEEPEST)));
      double logWidth = Math.log(width[p] / pieces);
      for (int k = 0; k < pieces * NODES; k++) {
        double dx;
        double dy;
        int node = k % NODES;
        if (pieces == 1) {
          dx = x - nodeX[p * NODES + node];
          dy = y - nodeY[p * NODES + node];
        } else {
          int piece = k / NODES;
          double t = start[p] + width[p] * (piece + points[node]) / pieces;
          dx = x - curves.get(curve[p]).x(t);
          dy = y - curves.get(curve[p]).y(t);
        }
        double term = logWidth + logWeights[node] - 0.5 * precision * (dx * dx + dy * dy);
        if (term > max) {
          sum = sum * Math.exp(max - term) + 1;
          max = term;
        } else {
          sum += Math.exp(term - max);
        }
      }
    }
    return max + Math.log(sum) - Math.log(curves.size()) - Math.log(2 * Math.PI * noise * noise);
  }
}
