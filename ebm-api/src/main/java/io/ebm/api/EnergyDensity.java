package io.ebm.api;

/** The law of an energy whose partition function is known and that draws exact samples. */
final class EnergyDensity implements Noise.Density {

  private final EnergyFunction energy;
  private final ExactDraws draws;
  private final double logPartition;

  EnergyDensity(EnergyFunction energy, String who) {
    this.energy = energy;
    double[] one = new double[1];
    Capabilities.require(energy, Tractable.class, who).logPartitions(1, one);
    draws = Capabilities.require(energy, ExactDraws.class, who);
    logPartition = one[0];
  }

  @Override
  public void sample(Batch into, RandomStream random) {
    draws.sample(into, random);
  }

  @Override
  public void logDensities(Batch x, double[] out) {
    energy.energies(x, out);
    for (int i = 0; i < x.size(); i++) {
      out[i] = -out[i] - logPartition;
    }
  }
}
