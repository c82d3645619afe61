package io.ebm.core.scores;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.Dataset;
import io.ebm.api.DualEncoder;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.StateSpace;
import io.ebm.api.report.RunView;
import io.ebm.api.report.Scorer;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.ScorerConformance;
import io.ebm.testkit.TestRun;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PairScorerTest extends ScorerConformance {

  private static final int ROWS = 250;

  /** {@code E(c, y) = (y - c)² = -f(c) · g(y)}. */
  private record Distance(Batch contexts) implements EnergyFunction, DualEncoder {
    @Override
    public StateSpace space() {
      return StateSpace.real(1);
    }

    @Override
    public void energies(Batch x, double[] out) {
      for (int i = 0; i < x.size(); i++) {
        double distance = x.get(i, 0) - contexts.get(i, 0);
        out[i] = distance * distance;
      }
    }

    @Override
    public int embeddingDim() {
      return 3;
    }

    @Override
    public void embed(Batch targets, Batch ofContexts, Batch ofTargets) {
      for (int i = 0; i < targets.size(); i++) {
        float c = contexts.get(i, 0);
        float y = targets.get(i, 0);
        float[] f = {-c * c, 2 * c, -1};
        float[] g = {1, y, y * y};
        for (int k = 0; k < 3; k++) {
          ofContexts.set(i, k, f[k]);
          ofTargets.set(i, k, g[k]);
        }
      }
    }

    @Override
    public void accumulateEmbeddings(
        Batch targets, Batch ofContexts, Batch ofTargets, Gradient into) {
      throw new AssertionError("nothing is trained");
    }
  }

  private record Near() implements Conditional<Batch> {
    @Override
    public StateSpace targets() {
      return StateSpace.real(1);
    }

    @Override
    public EnergyFunction given(Batch contexts) {
      return new Distance(contexts);
    }
  }

  /** Targets are the contexts, but every tenth is nearer to the two before. */
  private record Lines(int size) implements ConditionalExamples<Batch> {
    @Override
    public void read(int[] indices, int from, Batch into) {
      for (int i = 0; i < into.size(); i++) {
        int index = indices[from + i];
        into.set(i, 0, index % 10 == 9 ? index - 1.5f : index);
      }
    }

    @Override
    public Batch contexts(int[] indices, int from, int count) {
      Batch rows = Batch.allocate(count, 1);
      for (int i = 0; i < count; i++) {
        rows.set(i, 0, indices[from + i]);
      }
      return rows;
    }
  }

  private record Data(Lines train, Lines heldOut) implements Dataset {
    @Override
    public StateSpace space() {
      return StateSpace.real(1);
    }
  }

  private static RunView run(int rows) {
    return TestRun.of(new Near()).data(new Data(new Lines(rows), new Lines(rows))).build();
  }

  @Override
  protected Scorer scorer() {
    return new PairScorer();
  }

  @Override
  protected RunView run() {
    return run(ROWS);
  }

  @Override
  protected RunView otherRun() {
    return TestRun.of(GaussianEnergy.standard(2)).build();
  }

  @Test
  void theShareOfThoseFoundFirst() {
    assertThat(scorer().scores(run())).isEqualTo(Map.of("retrievalAmong100", 0.9));
    assertThat(scorer().applies(run(99))).isFalse();
  }
}
