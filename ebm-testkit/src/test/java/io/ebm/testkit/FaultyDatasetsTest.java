package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Archived;
import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.Examples;
import io.ebm.api.Growing;
import io.ebm.api.GrowthContext;
import io.ebm.api.KnownDensity;
import io.ebm.api.Labelled;
import io.ebm.api.RandomStream;
import io.ebm.api.Rescaled;
import io.ebm.api.StateReader;
import io.ebm.api.StateSpace;
import io.ebm.api.StateWriter;
import io.ebm.api.TaskScored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The checks of data sets fail on data sets broken on purpose, one mistake each. */
class FaultyDatasetsTest {

  private static final int SIZE = 1500;

  /** Draws of {@code N(0, I)} in the plane, weighted, with their first coordinates as contexts. */
  private static class Normal implements ConditionalExamples<Batch> {
    final Batch rows;

    Normal(RandomStream random, int size) {
      rows = Batch.allocate(size, 2);
      random.fillGaussian(rows.array(), 0, rows.length());
    }

    @Override
    public int size() {
      return rows.size();
    }

    @Override
    public void read(int[] indices, int from, Batch into) {
      for (int i = 0; i < into.size(); i++) {
        into.copyRow(i, rows, indices[from + i]);
      }
    }

    @Override
    public Optional<double[]> weights(int[] indices, int from, int count) {
      double[] weights = new double[count];
      for (int i = 0; i < count; i++) {
        weights[i] = 1 + indices[from + i] % 3;
      }
      return Optional.of(weights);
    }

    @Override
    public Batch contexts(int[] indices, int from, int count) {
      Batch contexts = Batch.allocate(count, 1);
      for (int i = 0; i < count; i++) {
        contexts.set(i, 0, rows.get(indices[from + i], 0));
      }
      return contexts;
    }
  }

  /** Everything that is asked for, right; tests override methods with a mistake. */
  private static class Sound
      implements Dataset, Labelled, KnownDensity, Rescaled, TaskScored, Archived {
    final Examples train;
    final Examples heldOut;

    Sound(ComponentContext context) {
      train = new Normal(context.random().split("train"), SIZE);
      heldOut = new Normal(context.random().split("held-out"), 40);
    }

    @Override
    public StateSpace space() {
      return StateSpace.real(2);
    }

    @Override
    public Examples train() {
      return train;
    }

    @Override
    public Examples heldOut() {
      return heldOut;
    }

    @Override
    public int classes() {
      return 3;
    }

    @Override
    public int[] trainLabels() {
      return new int[SIZE];
    }

    @Override
    public int[] heldOutLabels() {
      return new int[40];
    }

    @Override
    public void logDensities(Batch x, double[] out) {
      for (int i = 0; i < x.size(); i++) {
        double squares = x.get(i, 0) * x.get(i, 0) + x.get(i, 1) * x.get(i, 1);
        out[i] = -0.5 * squares - Math.log(2 * Math.PI);
      }
    }

    @Override
    public double centre(int coordinate) {
      return 3;
    }

    @Override
    public double scale(int coordinate) {
      return 1 + coordinate;
    }

    @Override
    public Map<String, Double> scores(Batch predicted) {
      Batch truth = heldOut.range(0, heldOut.size(), 2);
      double right = 0;
      for (int i = 0; i < truth.size(); i++) {
        right += truth.get(i, 0) == predicted.get(i, 0) ? 1 : 0;
      }
      return Map.of("accuracy", right / truth.size());
    }

    @Override
    public void archive(Path folder) throws IOException {
      Files.writeString(folder.resolve("note"), "nothing");
    }
  }

  private record None() {}

  private record Given(Function<ComponentContext, Dataset> maker) implements DatasetFactory<None> {
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
      return maker.apply(context);
    }
  }

  private static DatasetCase test(Function<ComponentContext, Dataset> maker) {
    return new DatasetCase(Component.of(new Given(maker), new None()), Path.of(""), 1);
  }

  private static void fails(
      Function<ComponentContext, Dataset> maker, Consumer<DatasetCase> check, String complaint) {
    assertThatThrownBy(() -> check.accept(test(maker)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("data 'given'")
        .hasMessageContaining(complaint);
    check.accept(test(Sound::new));
  }

  /** The sound data with other training examples. */
  private static Function<ComponentContext, Dataset> with(
      Function<RandomStream, Examples> examples) {
    return context ->
        new Sound(context) {
          private final Examples other = examples.apply(context.random());

          @Override
          public Examples train() {
            return other;
          }
        };
  }

  @Test
  void aRowThatIsNotANumber() {
    fails(
        with(
            random -> {
              Normal rows = new Normal(random, SIZE);
              rows.rows.set(7, 1, Float.NaN);
              return rows;
            }),
        DatasetChecks::rowsLieInTheSpace,
        "training example 7 is [");
  }

  @Test
  void noExamples() {
    fails(with(r -> new Normal(r, 0)), DatasetChecks::rowsLieInTheSpace, "no training examples");
  }

  @Test
  void aStreamOfItsOwn() {
    AtomicLong seeds = new AtomicLong();
    fails(
        with(random -> new Normal(RandomStream.of(seeds.incrementAndGet()), SIZE)),
        DatasetChecks::sameSeedGivesTheSameExamples,
        "training examples differ");
  }

  @Test
  void readingOnFromWhereItWas() {
    fails(
        with(
            random ->
                new Normal(random, SIZE) {
                  private int next;

                  @Override
                  public void read(int[] indices, int from, Batch into) {
                    for (int i = 0; i < into.size(); i++) {
                      into.copyRow(i, rows, next++ % SIZE);
                    }
                  }
                }),
        DatasetChecks::orderOfReadingDoesNotMatter,
        "read in another order");
  }

  @Test
  void passingOverWhereToBegin() {
    fails(
        with(
            random ->
                new Normal(random, SIZE) {
                  @Override
                  public void read(int[] indices, int from, Batch into) {
                    super.read(indices, 0, into);
                  }
                }),
        DatasetChecks::orderOfReadingDoesNotMatter,
        "read in another order");
  }

  @Test
  void weightsOfTheBlock() {
    fails(
        with(
            random ->
                new Normal(random, SIZE) {
                  @Override
                  public Optional<double[]> weights(int[] indices, int from, int count) {
                    double[] weights = new double[count];
                    Arrays.fill(weights, 1.0 / count);
                    return Optional.of(weights);
                  }
                }),
        DatasetChecks::orderOfReadingDoesNotMatter,
        "has two weights");
  }

  @Test
  void negativeWeights() {
    fails(
        with(
            random ->
                new Normal(random, SIZE) {
                  @Override
                  public Optional<double[]> weights(int[] indices, int from, int count) {
                    double[] weights = new double[count];
                    Arrays.fill(weights, -1);
                    return Optional.of(weights);
                  }
                }),
        DatasetChecks::weightsAreUsable,
        "has the weight -1.0");
  }

  @Test
  void aCoordinateThatIsLeft() {
    fails(
        with(
            random ->
                new Normal(random, SIZE) {
                  @Override
                  public void read(int[] indices, int from, Batch into) {
                    for (int i = 0; i < into.size(); i++) {
                      into.set(i, 0, rows.get(indices[from + i], 0));
                    }
                  }
                }),
        DatasetChecks::readsExactlyItsRows,
        "leaves parts of a row");
  }

  @Test
  void writingBeyondItsRows() {
    fails(
        with(
            random ->
                new Normal(random, SIZE) {
                  @Override
                  public void read(int[] indices, int from, Batch into) {
                    super.read(indices, from, into);
                    if (into.offset() + into.length() < into.array().length) {
                      into.array()[into.offset() + into.length()] = 0;
                    }
                  }
                }),
        DatasetChecks::readsExactlyItsRows,
        "wrote beyond its rows");
  }

  @Test
  void contextsOfOthers() {
    fails(
        with(
            random ->
                new Normal(random, SIZE) {
                  @Override
                  public Batch contexts(int[] indices, int from, int count) {
                    return super.contexts(indices, 0, count);
                  }
                }),
        DatasetChecks::contextsAreThoseOfTheirExamples,
        "have other contexts in another block");
  }

  @Test
  void countingInAField() {
    fails(
        with(
            random ->
                new Normal(random, SIZE) {
                  private long reads;

                  @Override
                  public void read(int[] indices, int from, Batch into) {
                    super.read(indices, from, into);
                    reads++;
                  }

                  @Override
                  public String toString() {
                    return reads + " reads";
                  }
                }),
        DatasetChecks::readsFromSeveralThreads,
        "a read writes reads");
  }

  @Test
  void holdingOutWhatItTrainsOn() {
    fails(
        context ->
            new Sound(context) {
              @Override
              public Examples heldOut() {
                return train;
              }
            },
        DatasetChecks::heldOutIsApart,
        "is held out and trained on");
  }

  @Test
  void aLabelThatIsNoClass() {
    fails(
        context ->
            new Sound(context) {
              @Override
              public int[] heldOutLabels() {
                int[] labels = new int[40];
                labels[39] = 3;
                return labels;
              }
            },
        DatasetCapabilityChecks::labelsAreClasses,
        "held-out example 39 has the label 3 of 3 classes");
  }

  @Test
  void scoresThatAreAlwaysFull() {
    fails(
        context ->
            new Sound(context) {
              @Override
              public Map<String, Double> scores(Batch predicted) {
                return Map.of("accuracy", 1.0);
              }
            },
        DatasetCapabilityChecks::scoresKnowTheTruth,
        "no score is 1 for the truth and less for random targets");
  }

  @Test
  void unitsWithoutTheirCentre() {
    fails(
        context ->
            new Sound(context) {
              @Override
              public void restore(Batch rows) {
                for (int k = 0; k < rows.length(); k++) {
                  rows.array()[k] *= (float) scale(k % 2);
                }
              }
            },
        DatasetCapabilityChecks::unitsGoThereAndBack,
        "in the units of the source, not");
  }

  @Test
  void aVolumeOfOneCoordinate() {
    fails(
        context ->
            new Sound(context) {
              @Override
              public double logVolume(int dim) {
                return Math.log(scale(0));
              }
            },
        DatasetCapabilityChecks::unitsGoThereAndBack,
        "logVolume() is 0.0");
  }

  @Test
  void aDensityOfAnotherWidth() {
    fails(
        context ->
            new Sound(context) {
              @Override
              public void logDensities(Batch x, double[] out) {
                Batch narrower = x.copy();
                for (int k = 0; k < narrower.length(); k++) {
                  narrower.array()[k] /= 1.2f;
                }
                super.logDensities(narrower, out);
                for (int i = 0; i < x.size(); i++) {
                  out[i] -= 2 * Math.log(1.2);
                }
              }
            },
        DatasetCapabilityChecks::densityIsThatOfTheExamples,
        "is the law of the draws");
  }

  @Test
  void otherDataFromItsArchive() {
    fails(
        context ->
            new Sound(context) {
              @Override
              public Examples train() {
                return context.archive().isPresent() ? heldOut : train;
              }
            },
        DatasetCapabilityChecks::archiveGivesTheSameData,
        "opened with its archive");
  }

  /** Data that grow by a row a step; the checkpoint may leave out how many there are. */
  private static final class Piling implements Dataset, Growing {
    private final boolean forgets;
    private final Batch rows = Batch.allocate(100, 2);
    private int size = 1;
    private final Examples train =
        new Examples() {
          @Override
          public int size() {
            return size;
          }

          @Override
          public void read(int[] indices, int from, Batch into) {
            for (int i = 0; i < into.size(); i++) {
              into.copyRow(i, rows, indices[from + i]);
            }
          }
        };

    Piling(boolean forgets) {
      this.forgets = forgets;
    }

    @Override
    public StateSpace space() {
      return StateSpace.real(2);
    }

    @Override
    public Examples train() {
      return train;
    }

    @Override
    public Examples heldOut() {
      return Examples.of(rows.slice(0, 0));
    }

    @Override
    public void grow(GrowthContext context) {
      rows.set(size++, 0, (float) context.random().nextGaussian());
    }

    @Override
    public void save(StateWriter writer) {
      writer.put("rows", rows.array());
      writer.put("size", new long[] {size});
    }

    @Override
    public void restore(StateReader reader) {
      System.arraycopy(reader.floats("rows"), 0, rows.array(), 0, rows.length());
      size = forgets ? 1 : (int) reader.longs("size")[0];
    }
  }

  @Test
  void growthThatIsForgotten() {
    BareEnergy model = new BareEnergy(StateSpace.real(2));
    DatasetCapabilityChecks.growsOnFromACheckpoint(test(context -> new Piling(false)), model);
    assertThatThrownBy(
            () ->
                DatasetCapabilityChecks.growsOnFromACheckpoint(
                    test(context -> new Piling(true)), model))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("restored, its checkpoint is another one");
  }
}
