package io.ebm.core.estimation;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.StateSpace;
import java.util.concurrent.atomic.AtomicLong;

/** An energy given point by point that counts its calls. */
final class PointEnergy implements EnergyFunction {

  /** The energy of one state. */
  interface Point {
    double energy(double[] x);
  }

  private final StateSpace space;
  private final Point point;
  private final AtomicLong rows = new AtomicLong();

  PointEnergy(StateSpace space, Point point) {
    this.space = space;
    this.point = point;
  }

  /** How many energies have been computed. */
  long rows() {
    return rows.get();
  }

  @Override
  public StateSpace space() {
    return space;
  }

  @Override
  public void energies(Batch x, double[] out) {
    rows.addAndGet(x.size());
    double[] row = new double[x.dim()];
    for (int i = 0; i < x.size(); i++) {
      for (int k = 0; k < row.length; k++) {
        row[k] = x.get(i, k);
      }
      out[i] = point.energy(row);
    }
  }
}
