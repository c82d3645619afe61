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
 */
public record ChainReport(
    ChainStatistics statistics,
    Map<String, Double> metrics,
    long divergences,
    List<float[]> firstDivergences) {

  private static final int KEPT = 10;

  /** The report of the chains of all tiles, in their order. */
  static ChainReport of(List<MarkovChain> tiles) {
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
    return new ChainReport(all, metrics.averages(), divergences, first);
  }
}
