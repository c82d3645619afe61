package io.ebm.core.sampling;

import io.ebm.api.Batch;
import io.ebm.api.ChainStatistics;
import io.ebm.api.Diverging;
import io.ebm.api.MarkovChain;
import io.ebm.api.Reporting;
import io.ebm.core.runtime.MetricsBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What chains did and tell of themselves, over all tiles.
 *
 * @param statistics summed
 * @param metrics what they {@link Reporting report} (adapted steps, depths of trees), averaged
 * @param divergences how many transitions after the warm-up diverged, or -1 of chains that cannot
 * @param firstDivergences where the first of these left their chains, tile after tile, a few rows
 * @param frozen how many chains never moved in the last {@code watched} transitions although others
 *     did or should have, or -1 where that cannot be told
 * @param watched how many transitions at the end were watched for that
 */
public record ChainReport(
    ChainStatistics statistics,
    Map<String, Double> metrics,
    long divergences,
    List<float[]> firstDivergences,
    int frozen,
    int watched) {

  private static final int KEPT = 10;

  /** A chain that accepts so many proposals on average accepts none with probability exp(-20). */
  private static final int EXPECTED = 20;

  /**
   * The report of the chains of all tiles, in their order.
   *
   * @param still how many chains did not move in the last {@code watched} transitions
   * @param count how many chains there are
   */
  static ChainReport of(List<MarkovChain> tiles, int still, int count, int watched) {
    ChainStatistics all = new ChainStatistics(0, 0, 0);
    MetricsBuffer metrics = new MetricsBuffer();
    long divergences = -1;
    List<float[]> first = new ArrayList<>();
    for (MarkovChain chain : tiles) {
      all = all.plus(chain.statistics());
      if (chain instanceof Reporting reporting) {
        reporting.report(metrics);
      }
      if (chain instanceof Diverging diverging) {
        divergences = Math.max(divergences, 0) + diverging.divergences();
        Batch rows = diverging.firstDivergences();
        for (int i = 0; i < rows.size() && first.size() < KEPT; i++) {
          first.add(rows.slice(i, i + 1).copy().array());
        }
      }
    }
    int frozen = still == count || all.acceptance() * watched >= EXPECTED ? still : -1;
    boolean refuses = all.proposals() > 0 && watched > 0;
    return new ChainReport(
        all, metrics.averages(), divergences, first, refuses ? frozen : -1, watched);
  }
}
