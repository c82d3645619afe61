package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import java.util.ArrayList;
import java.util.List;

/** Each coordinate is tested against the distribution function, and each pair for correlation. */
record GridTarget(GridEnergy energy) implements SamplerTarget {

  @Override
  public void sample(Batch into, RandomStream random) {
    energy.sample(into, random);
  }

  @Override
  public List<PValue> test(Batch states) {
    double[][] columns = new double[states.dim()][states.size()];
    for (int r = 0; r < states.size(); r++) {
      for (int j = 0; j < states.dim(); j++) {
        columns[j][r] = states.get(r, j);
      }
    }
    List<PValue> tests = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      double p = Statistics.kolmogorovSmirnov(columns[i], energy::cdf);
      tests.add(new PValue("coordinate " + i, p));
      for (int j = i + 1; j < columns.length; j++) {
        double q = Statistics.uncorrelated(columns[i], columns[j]);
        tests.add(new PValue("correlation of coordinates " + i + " and " + j, q));
      }
    }
    return tests;
  }
}
