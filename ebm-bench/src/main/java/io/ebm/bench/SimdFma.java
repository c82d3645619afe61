package io.ebm.bench;

import java.util.function.IntToDoubleFunction;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Multiplications with additions that need no memory: {@value #SUMS} sums that do not wait for each
 * other. Apart from the rest as it needs the Vector API; see the module's pom.
 */
public final class SimdFma implements IntToDoubleFunction {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int SUMS = 12;

  /** For {@link LimitProbe}, which finds it by name. */
  public SimdFma() {}

  /**
   * Does a number of steps; for 0 it says how many floating-point operations a step has, else it
   * gives a sum that depends on all.
   */
  @Override
  public double applyAsDouble(int steps) {
    return steps == 0 ? 2.0 * SUMS * SPECIES.length() : sum(steps);
  }

  private static float sum(int steps) {
    FloatVector x = FloatVector.broadcast(SPECIES, 0.999f);
    FloatVector y = FloatVector.broadcast(SPECIES, 0.001f);
    FloatVector a = FloatVector.broadcast(SPECIES, 1);
    FloatVector b = a.add(1);
    FloatVector c = a.add(2);
    FloatVector d = a.add(3);
    FloatVector e = a.add(4);
    FloatVector f = a.add(5);
    FloatVector g = a.add(6);
    FloatVector h = a.add(7);
    FloatVector i = a.add(8);
    FloatVector j = a.add(9);
    FloatVector k = a.add(10);
    FloatVector l = a.add(11);
    for (int step = 0; step < steps; step++) {
      a = a.fma(x, y);
      b = b.fma(x, y);
      c = c.fma(x, y);
      d = d.fma(x, y);
      e = e.fma(x, y);
      f = f.fma(x, y);
      g = g.fma(x, y);
      h = h.fma(x, y);
      i = i.fma(x, y);
      j = j.fma(x, y);
      k = k.fma(x, y);
      l = l.fma(x, y);
    }
    FloatVector left = a.add(b).add(c).add(d).add(e).add(f);
    return left.add(g).add(h).add(i).add(j).add(k).add(l).lane(0);
  }
}
