package io.ebm.api;

/**
 * Capability of an energy over discrete states that knows, in one pass, what every change of a
 * single site would do to it. Samplers that propose where the energy falls ask for it (Grathwohl et
 * al. 2021, "Oops I took a gradient"; Zhang, Liu and Liu 2022, "A Langevin-like sampler for
 * discrete distributions"). They correct what they propose by the energies themselves, so that
 * differences to first order serve them too.
 */
@Capability
public interface SiteDifferences {

  /**
   * For every row, site and level: the energy of the row with that site at that level, less the
   * energy of the row as it is; 0 where the site has that level.
   *
   * <p>Of an energy that is not {@link #exact()} it is {@code ∂E/∂x_j · (a - x_j)}, to first order
   * in the change, where {@code energies} means the same formula for real numbers.
   *
   * @param x {@code n} rows of the energy's space
   * @param out {@code n} rows of {@code dim · levels} floats: site {@code j} at level {@code a} is
   *     column {@code j · levels + a}; a level is what {@link StateSpace#level} says; overwritten;
   *     does not overlap {@code x}
   */
  void differences(Batch x, Batch out);

  /** Whether the differences are those of the energies, within rounding. */
  boolean exact();

  /**
   * Differences to first order from a gradient.
   *
   * @param space where the rows are from, discrete
   * @param x the rows
   * @param gradients {@code ∂E(x_i)/∂x_ij}, of the shape of {@code x}
   * @param out as for {@link #differences}
   */
  static void firstOrder(StateSpace space, Batch x, Batch gradients, Batch out) {
    int levels = space.levels();
    for (int i = 0; i < x.size(); i++) {
      int at = x.offset(i);
      int from = gradients.offset(i);
      int to = out.offset(i);
      for (int j = 0; j < x.dim(); j++) {
        float here = x.array()[at + j];
        float slope = gradients.array()[from + j];
        for (int a = 0; a < levels; a++) {
          out.array()[to + j * levels + a] = slope * (space.value(a) - here);
        }
      }
    }
  }
}
