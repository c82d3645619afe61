package io.ebm.core.sections;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;
import io.ebm.api.text.Textual;
import io.ebm.api.text.Vocabulary;
import io.ebm.nn.Network;
import io.ebm.nn.NetworkEnergy;
import io.ebm.nn.NetworkForm;
import io.ebm.nn.layers.Attention;
import io.ebm.nn.layers.Embedding;
import io.ebm.nn.layers.GlobalPool;
import io.ebm.nn.layers.Pooling;
import io.ebm.nn.layers.Sequence;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.RecordingPage;
import io.ebm.testkit.ReportSectionConformance;
import io.ebm.testkit.TestRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttentionSectionTest extends ReportSectionConformance {

  private static final StateSpace SPACE = new StateSpace.Categorical(5, 3, 0);

  private record Letters(Examples train, Examples heldOut) implements Dataset, Textual {
    @Override
    public StateSpace space() {
      return SPACE;
    }

    @Override
    public Vocabulary vocabulary() {
      return Vocabulary.of(false, List.of("a", "b")).marked(false, true);
    }

    @Override
    public String text(Batch rows, int row) {
      return "";
    }

    @Override
    public List<String> remarks() {
      return List.of();
    }
  }

  @Override
  protected ReportSection section() {
    return new AttentionSection();
  }

  @Override
  protected RunView run() {
    Parameters.Builder builder = Parameters.builder();
    Network network =
        Network.of(
            List.of(NetworkForm.shape(SPACE)),
            Sequence.of(
                new Embedding(0, 4),
                new Attention(2),
                new GlobalPool(Pooling.MEAN),
                new io.ebm.nn.layers.Dense(1)),
            builder,
            "");
    NetworkEnergy energy =
        NetworkEnergy.of(
            NetworkForm.of(network, SPACE, 0, NetworkForm.Constraint.NONE), builder.build());
    energy.initialise(RandomStream.of(1));
    Batch rows = Batch.of(new float[] {1, 0, 0, 0, 0, 1, 2, 2, 1, 0}, 5);
    return TestRun.of(energy).data(new Letters(Examples.of(rows), Examples.of(rows))).build();
  }

  @Override
  protected RunView otherRun() {
    return TestRun.of(GaussianEnergy.standard(2)).build();
  }

  /** The first text is too short to be worth looking at. */
  @Test
  void showsTheTokensAndTheirWeights() {
    RecordingPage page = new RecordingPage();
    new AttentionSection().draw(run(), page);
    assertThat(page.drawn().toString())
        .contains("a b b a")
        .contains("Weights of attention by layers and heads");
  }
}
