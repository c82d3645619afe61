package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.PairCouplings;
import io.ebm.api.PairwiseCoupled;
import io.ebm.api.RandomStream;
import io.ebm.api.SiteDifferences;
import io.ebm.api.SiteSampled;
import io.ebm.api.StateSpace;
import java.util.Arrays;

/**
 * The contracts of {@link SiteDifferences}, {@link SiteSampled} and {@link PairwiseCoupled}; each
 * check does nothing for an energy without the capability.
 */
public final class SiteChecks {

  private static final double EXACT = 1e-4;
  private static final float STEP = 1f / 64;
  private static final int CHAINS = 8192;

  private SiteChecks() {}

  /**
   * Differences are those of the energies, or of their extension to real numbers near by; labels
   * have no numbers near by, and theirs are only looked at where they must be 0 or {@code +∞}.
   */
  public static void differencesAreThoseOfEnergies(EnergyCase test) {
    SiteDifferences sites = test.energy().as(SiteDifferences.class).orElse(null);
    if (sites == null) {
      return;
    }
    StateSpace space = test.energy().space();
    int levels = space.levels();
    Batch x = test.states();
    Batch out = Batch.allocate(x.size(), x.dim() * levels);
    out.fill(Float.NaN);
    Batch before = x.copy();
    sites.differences(x, out);
    if (!Arrays.equals(before.array(), x.copy().array())) {
      throw new AssertionError(test + ": differences() wrote its input");
    }
    double[] here = test.energies(x);
    boolean rough = !sites.exact() && space instanceof StateSpace.Categorical;
    for (int j = 0; j < x.dim(); j++) {
      for (int a = 0; a < levels; a++) {
        double[] expected = new double[x.size()];
        double[] found = new double[x.size()];
        Batch up = x.copy();
        Batch down = x.copy();
        for (int i = 0; i < x.size(); i++) {
          found[i] = out.get(i, j * levels + a);
          float move = space.value(a) - x.get(i, j);
          up.set(i, j, sites.exact() || rough ? space.value(a) : x.get(i, j) + STEP * move);
          down.set(i, j, x.get(i, j) - STEP * move);
        }
        double[] above = test.energies(up);
        if (rough) {
          requireSameChanges(test, j, a, up, above, found);
          continue;
        }
        double[] below = sites.exact() ? here : test.energies(down);
        for (int i = 0; i < x.size(); i++) {
          expected[i] = sites.exact() ? above[i] - here[i] : (above[i] - below[i]) / (2.0 * STEP);
        }
        Closeness.check(
            test + ": the difference of site " + j + " at level " + a + " in row",
            found,
            expected,
            sites.exact() ? EXACT : test.tolerance());
      }
    }
  }

  /** No change has the difference 0, one to what has no weight {@code +∞}, any other a finite one. */
  private static void requireSameChanges(
      EnergyCase test, int site, int level, Batch changed, double[] energies, double[] found) {
    for (int i = 0; i < found.length; i++) {
      boolean same = changed.get(i, site) == test.states().get(i, site);
      boolean right =
          same
              ? found[i] == 0
              : Double.isInfinite(energies[i])
                  ? found[i] == energies[i]
                  : Double.isFinite(found[i]);
      if (!right) {
        throw new AssertionError(
            String.format(
                "%s: the difference of site %d at level %d in row %d is %.9g, where the energy"
                    + " becomes %.9g",
                test, site, level, i, found[i], energies[i]));
      }
    }
  }

  /** Sites drawn from their conditionals, in an odd order, keep the law at two temperatures. */
  public static void sitesKeepTheirTarget(EnergyCase test) {
    SiteSampled sites = test.energy().as(SiteSampled.class).orElse(null);
    if (sites == null || test.rowBound()) {
      return;
    }
    int dim = test.energy().space().dim();
    int[] order = new int[dim + 2];
    for (int k = 0; k < dim; k++) {
      order[k] = (k * 7 + 3) % dim;
    }
    for (double beta : new double[] {1, 0.6}) {
      SamplerTarget target = SamplerTarget.enumerated(test.energy(), beta);
      PValue.confirm(
          test + ": sites drawn at beta " + beta + " keep the law",
          test.seed(),
          seed -> {
            RandomStream random = RandomStream.of(seed);
            Batch states = Batch.allocate(CHAINS, dim);
            target.sample(states, random.split("start"));
            for (int s = 0; s < 3; s++) {
              sites.sampleSites(states, order, dim, beta, random);
            }
            return target.test(states);
          });
    }
  }

  /** Couplings and fields make up the energy, but for a constant. */
  public static void couplingsMakeTheEnergy(EnergyCase test) {
    PairwiseCoupled coupled = test.energy().as(PairwiseCoupled.class).orElse(null);
    if (coupled == null) {
      return;
    }
    PairCouplings c = coupled.couplings();
    StateSpace space = test.energy().space();
    Batch x = test.states();
    double[] energies = test.energies(x);
    double[] made = new double[x.size()];
    for (int r = 0; r < x.size(); r++) {
      for (int i = 0; i < c.sites(); i++) {
        made[r] -= c.fields()[i * c.levels() + space.level(x.get(r, i))];
        for (int k = c.starts()[i]; k < c.starts()[i + 1]; k++) {
          made[r] -= x.get(r, i) == x.get(r, c.neighbours()[k]) ? c.strengths()[k] / 2 : 0;
        }
      }
    }
    double constant = energies[0] - made[0];
    for (int r = 0; r < x.size(); r++) {
      made[r] += constant;
    }
    Closeness.check(test + ": made of its couplings, the energy of row", made, energies, EXACT);
  }
}
