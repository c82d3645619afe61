package io.ebm.models.boltzmann.pairwise;

import io.ebm.api.Batch;
import io.ebm.api.Examples;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.SiteDifferences;
import io.ebm.api.StateSpace;

/** An energy of two-valued units; as it is here, all of them are seen. */
abstract class PairwiseEnergy extends GraphEnergy implements SiteDifferences {

  final Units units;

  PairwiseEnergy(StateSpace space, Units units, Parameters parameters, Law law) {
    super(space, parameters, law);
    this.units = units;
  }

  @Override
  final int units() {
    return units.count();
  }

  @Override
  boolean linear() {
    return true;
  }

  @Override
  final Summed sums() {
    return new ExactPairs(units, law);
  }

  @Override
  final Summed independent() {
    return new Independent(units, law);
  }

  @Override
  final float[] baseFields(Examples data) {
    return BaseRates.fields(data, space.dim(), units);
  }

  @Override
  public void energies(Batch x, double[] out) {
    units.energies(x, law, out);
  }

  @Override
  public void accumulate(Batch x, double[] weights, Gradient into) {
    units.accumulate(x, law.scale(), weights, into);
  }

  @Override
  public void differences(Batch x, Batch out) {
    for (int r = 0; r < x.size(); r++) {
      SiteMoves.differences(
          units, law, space, units(), x.array(), x.offset(r), out.array(), out.offset(r));
    }
  }

  @Override
  public boolean exact() {
    return true;
  }

  @Override
  public void sweep(Batch x, int sweeps, double beta, RandomStream random) {
    units.sweep(x, null, sweeps, beta, law, random);
  }

  @Override
  public void sweep(Batch x, Batch given, int sweeps, double beta, RandomStream random) {
    units.sweep(x, given, sweeps, beta, law, random);
  }
}
