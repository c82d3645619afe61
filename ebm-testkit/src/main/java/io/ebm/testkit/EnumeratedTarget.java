package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import java.util.ArrayList;
import java.util.List;

/** The states are counted, all of them and each coordinate by itself. */
record EnumeratedTarget(EnergyFunction energy, Enumeration all, double beta)
    implements SamplerTarget {

  @Override
  public void sample(Batch into, RandomStream random) {
    all.sample(into, beta, random);
  }

  @Override
  public List<PValue> test(Batch states) {
    long[] counts = all.counts(states);
    double[] probabilities = all.probabilities(beta);
    List<PValue> tests = new ArrayList<>();
    String name =
        String.format(
            "states (total variation %.4f, floor %.4f)",
            Statistics.totalVariation(counts, probabilities),
            Statistics.totalVariationFloor(probabilities, states.size()));
    tests.add(new PValue(name, Statistics.chiSquare(counts, probabilities)));
    int levels = energy.space().levels();
    int dim = energy.space().dim();
    for (int j = 0; j < dim; j++) {
      long[] marginalCounts = new long[levels];
      double[] marginals = new double[levels];
      int stride = (int) Math.round(Math.pow(levels, dim - 1.0 - j));
      for (int s = 0; s < counts.length; s++) {
        marginalCounts[s / stride % levels] += counts[s];
        marginals[s / stride % levels] += probabilities[s];
      }
      tests.add(new PValue("coordinate " + j, Statistics.chiSquare(marginalCounts, marginals)));
    }
    return tests;
  }
}
