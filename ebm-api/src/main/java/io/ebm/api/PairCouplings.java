package io.ebm.api;

/**
 * The couplings and fields of a {@link PairwiseCoupled} energy. Site {@code i} has the neighbours
 * {@code neighbours[starts[i]] … neighbours[starts[i + 1] - 1]}, each pair listed from both sides.
 *
 * @param levels the number of labels of a site, at least 2
 * @param starts one more than there are sites
 * @param neighbours the neighbours of site after site
 * @param strengths {@code K} of site and neighbour: how much the energy falls when the two agree
 * @param fields {@code h_i(a)} of site {@code i} and level {@code a} at {@code i · levels + a}
 */
@SuppressWarnings("ArrayRecordComponent") // shared, never compared
public record PairCouplings(
    int levels, int[] starts, int[] neighbours, double[] strengths, double[] fields) {

  /** The number of sites. */
  public int sites() {
    return starts.length - 1;
  }

  /** Whether the fields favour no label anywhere. */
  public boolean withoutFields() {
    for (int k = 0; k < fields.length; k++) {
      if (fields[k] != fields[k - k % levels]) {
        return false;
      }
    }
    return true;
  }
}
