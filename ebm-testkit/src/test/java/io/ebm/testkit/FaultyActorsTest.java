package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.Conditional;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Environment;
import io.ebm.api.Episodes;
import io.ebm.api.Examples;
import io.ebm.api.Interactive;
import io.ebm.api.PredictionFiles;
import io.ebm.api.RandomStream;
import io.ebm.api.StateReader;
import io.ebm.api.StateSpace;
import io.ebm.api.StateWriter;
import io.ebm.api.TextLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The checks of data that act and that write predictions fail on ones broken on purpose. */
class FaultyActorsTest {

  private static final StateSpace TWO = new StateSpace.Categorical(1, 2);

  private record Given(Dataset data) implements DatasetFactory<Given.None> {
    private record None() {}

    @Override
    public String name() {
      return "given";
    }

    @Override
    public String description() {
      return "Data.";
    }

    @Override
    public Class<None> configType() {
      return None.class;
    }

    @Override
    public Dataset create(None config, ComponentContext context) {
      return data;
    }
  }

  private static DatasetCase test(Dataset data) {
    return new DatasetCase(Component.of(new Given(data), new Given.None()), Path.of(""), 1);
  }

  /** Two labels to predict; what else is asked for, tests override. */
  private abstract static class Labels implements Dataset {
    @Override
    public StateSpace space() {
      return TWO;
    }

    @Override
    public Examples train() {
      return Examples.of(Batch.of(new float[] {0, 1, 1}, 1));
    }

    @Override
    public Examples heldOut() {
      return Examples.of(Batch.allocate(0, 1));
    }
  }

  /** Nothing happens. */
  private record Still() implements Environment {
    @Override
    public StateSpace observations() {
      return TWO;
    }

    @Override
    public StateSpace actions() {
      return TWO;
    }

    @Override
    public int limit() {
      return 100;
    }

    @Override
    public Episodes start(int rows) {
      return new Episodes() {
        @Override
        public int rows() {
          return rows;
        }

        @Override
        public void reset(int row, RandomStream random) {}

        @Override
        public void observe(Batch into) {
          into.fill(0);
        }

        @Override
        public void step(Batch actions, double[] rewards, byte[] ends) {}

        @Override
        public void save(StateWriter writer) {}

        @Override
        public void restore(StateReader reader) {}
      };
    }
  }

  private static final class Acting extends Labels implements Interactive {
    private final float action;
    private final boolean goesOn;
    private final AtomicInteger calls = new AtomicInteger();

    Acting(float action, boolean goesOn) {
      this.action = action;
      this.goesOn = goesOn;
    }

    @Override
    public Environment environment() {
      return new Still();
    }

    @Override
    public int evaluationEpisodes() {
      return 3;
    }

    @Override
    public Actor actor(Conditional<Batch> policy, int rows, RandomStream random) {
      return (observations, actions) ->
          actions.fill(goesOn && calls.getAndIncrement() > 20 ? 0 : action);
    }
  }

  private record Bare() implements Conditional<Batch> {
    @Override
    public StateSpace targets() {
      return TWO;
    }

    @Override
    public EnergyFunction given(Batch contexts) {
      return new BareEnergy(TWO);
    }
  }

  @Test
  void actionsBeyondTheSpaceOrOfAnotherStream() {
    DatasetCapabilityChecks.actorsActInTheSpace(test(new Acting(1, false)), new Bare());
    assertThatThrownBy(
            () ->
                DatasetCapabilityChecks.actorsActInTheSpace(test(new Acting(2, false)), new Bare()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("step 0, the action of row 0 is not in");
    assertThatThrownBy(
            () ->
                DatasetCapabilityChecks.actorsActInTheSpace(test(new Acting(1, true)), new Bare()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("two actors of the same stream act differently");
  }

  /** A context a line; a header before every block, or blocks of all there is, are mistakes. */
  private static final class Lines extends Labels implements PredictionFiles<Batch> {
    private final boolean headers;
    private final boolean atOnce;

    Lines(boolean headers, boolean atOnce) {
      this.headers = headers;
      this.atOnce = atOnce;
    }

    @Override
    public Source<Batch> read(TextLines lines) {
      return new Source<>() {
        @Override
        public @Nullable Batch next(int most) throws IOException {
          int count = 0;
          while (count < (atOnce ? 1000 : most) && lines.next() != null) {
            count++;
          }
          return count == 0 ? null : Batch.allocate(count, 1);
        }

        @Override
        public void write(Predictions predictions, Appendable out) throws IOException {
          out.append(headers ? "class\n" : "");
          for (int i = 0; i < predictions.targets().size(); i++) {
            out.append(predictions.targets().get(i, 0) + "\n");
          }
        }
      };
    }
  }

  @Test
  void predictionsThatDependOnBlocks() {
    String text = "a\nb\nc\nd\n";
    PredictionFileChecks.blocksDoNotMatter(test(new Lines(false, false)), text);
    assertThatThrownBy(
            () -> PredictionFileChecks.blocksDoNotMatter(test(new Lines(true, false)), text))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("in blocks of 1, other predictions are written");
    assertThatThrownBy(
            () -> PredictionFileChecks.blocksDoNotMatter(test(new Lines(false, true)), text))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a block of 4 where 1 fit");
  }
}
