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

  /** A panel is halved at most so often: the last time for points some 1e7 σ away. */
  private static final int MOST_CUTS = 20;

  /**
   * No point of a piece is farther from a point of it than its length; some room for that being
   * measured by chords and for pieces of a panel not being equally long.
   */
  private static final double SLACK = 1.2;

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
    reach[panel] = SLACK * length[panel];
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
    Sum sum = new Sum(x, y);
    for (int p = 0; p < curve.length; p++) {
      sum.nearest = Math.min(sum.nearest, square(x - middleX[p], y - middleY[p]));
    }
    for (int p = 0; p < curve.length; p++) {
      double squared = square(x - middleX[p], y - middleY[p]);
      if (sum.negligible(Math.sqrt(squared) - reach[p])) {
        continue;
      }
      if (sum.steep(Math.sqrt(squared) + reach[p], length[p])) {
        sum.addPiece(curves.get(curve[p]), start[p], width[p], length[p], squared, MOST_CUTS);
      } else {
        double logWidth = Math.log(width[p]);
        for (int k = 0; k < NODES; k++) {
          int node = p * NODES + k;
          sum.add(logWidth + logWeights[k], square(x - nodeX[node], y - nodeY[node]));
        }
      }
    }
    return sum.log() - Math.log(curves.size()) - Math.log(2 * Math.PI * noise * noise);
  }

  private static double square(double dx, double dy) {
    return dx * dx + dy * dy;
  }

  /** The integral so far, for one point: the log of a sum of exponentials. */
  private final class Sum {

    private final double x;
    private final double y;
    private final double precision = 1 / (noise * noise);
    private double nearest = Double.POSITIVE_INFINITY; // squared distance
    private double max = Double.NEGATIVE_INFINITY;
    private double scaled;

    Sum(double x, double y) {
      this.x = x;
      this.y = y;
    }

    boolean negligible(double least) {
      double squared = least > 0 ? least * least : 0;
      return 0.5 * precision * (squared - nearest) > NEGLIGIBLE;
    }

    /** Whether the exponent may change too much along a piece that is nowhere farther off. */
    boolean steep(double farthest, double pieceLength) {
      return precision * farthest * pieceLength > STEEPEST;
    }

    void add(double logWeight, double squared) {
      double term = logWeight - 0.5 * precision * squared;
      if (term > max) {
        scaled = scaled * Math.exp(max - term) + 1;
        max = term;
      } else {
        scaled += Math.exp(term - max);
      }
    }

    double log() {
      return max + Math.log(scaled);
    }

    /**
     * Adds a piece of a curve: halves it, the nearer half first, until what remains is not steep,
     * and leaves out what is negligible beside the nearest point seen.
     *
     * @param squared the squared distance of the piece's middle
     */
    void addPiece(Curve on, double t, double wide, double piece, double squared, int cuts) {
      double distance = Math.sqrt(squared);
      double far = SLACK * piece;
      nearest = Math.min(nearest, squared);
      if (negligible(distance - far)) {
        return;
      }
      if (cuts > 0 && steep(distance + far, piece)) {
        double half = wide / 2;
        double first = square(x - on.x(t + half / 2), y - on.y(t + half / 2));
        double last = square(x - on.x(t + 1.5 * half), y - on.y(t + 1.5 * half));
        if (first <= last) {
          addPiece(on, t, half, piece / 2, first, cuts - 1);
        }
        addPiece(on, t + half, half, piece / 2, last, cuts - 1);
        if (first > last) {
          addPiece(on, t, half, piece / 2, first, cuts - 1);
        }
        return;
      }
      double logWidth = Math.log(wide);
      for (int k = 0; k < NODES; k++) {
        double at = t + wide * points[k];
        add(logWidth + logWeights[k], square(x - on.x(at), y - on.y(at)));
      }
    }
  }
}
