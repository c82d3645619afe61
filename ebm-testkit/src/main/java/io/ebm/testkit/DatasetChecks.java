package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.Experience;
import io.ebm.api.RandomStream;
import io.ebm.api.Rows;
import io.ebm.api.StateSpace;
import io.ebm.api.Transitions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * The contract of {@link Dataset} and its {@link Examples}, check by check; what it can do besides
 * is checked by {@link DatasetCapabilityChecks}. Each throws {@link AssertionError}, naming the
 * data and the part, training or held-out. At most 2048 examples of a part are read, evenly spread.
 */
public final class DatasetChecks {

  private static final float SENTINEL = -12345.5f;
  private static final int FEW = 7;
  private static final int THREADS = 4;
  private static final int CALLS = 20;

  private DatasetChecks() {}

  private static void perPart(DatasetCase test, Dataset data, BiConsumer<String, Examples> check) {
    Map.of("training", data.train(), "held-out", data.heldOut())
        .forEach((part, examples) -> check.accept(test + ": " + part, examples));
  }

  /** There is something to train on, and every example is a row of the space. */
  public static void rowsLieInTheSpace(DatasetCase test) {
    Dataset data = test.create();
    require(data.train().size() >= 1, test + ": there are no training examples");
    perPart(
        test,
        data,
        (what, examples) -> {
          int[] indices = DatasetCase.indices(examples);
          Batch rows = DatasetCase.read(examples, indices, data.space().dim());
          int outside = data.space().firstOutside(rows);
          require(
              outside < 0,
              what
                  + " example "
                  + (outside < 0 ? "" : indices[outside] + " is " + row(rows, outside))
                  + ", which is not in "
                  + data.space());
        });
  }

  private static String row(Batch rows, int row) {
    return Arrays.toString(rows.slice(row, row + 1).copy().array());
  }

  /** Made again with the same seed, it has the same examples, weights and contexts, bit for bit. */
  public static void sameSeedGivesTheSameExamples(DatasetCase test) {
    requireSame(test, "made again", test.create(), test.create());
  }

  static void requireSame(DatasetCase test, String how, Dataset one, Dataset other) {
    require(
        one.space().equals(other.space()),
        test + ": " + how + ", it is on " + other.space() + ", not on " + one.space());
    int dim = one.space().dim();
    requireSame(test + ": " + how + ", training", one.train(), other.train(), dim);
    requireSame(test + ": " + how + ", held-out", one.heldOut(), other.heldOut(), dim);
  }

  private static void requireSame(String what, Examples one, Examples other, int dim) {
    require(
        one.size() == other.size(),
        what + " examples are " + other.size() + ", not " + one.size() + ", in number");
    int[] indices = DatasetCase.indices(one);
    List<Object> expected = everything(one, indices, 0, indices.length, dim);
    List<Object> found = everything(other, indices, 0, indices.length, dim);
    require(Arrays.deepEquals(found.toArray(), expected.toArray()), what + " examples differ");
  }

  /** Rows, weights, and what else can be compared. */
  private static List<Object> everything(
      Examples examples, int[] indices, int from, int count, int dim) {
    Batch rows = Batch.allocate(count, dim);
    examples.read(indices, from, rows);
    List<Object> all = new ArrayList<>(List.of(rows.array()));
    examples.weights(indices, from, count).ifPresent(all::add);
    if (examples instanceof ConditionalExamples<?> conditional
        && conditional.contexts(indices, from, count) instanceof Batch contexts) {
      all.add(contexts.copy().array());
    }
    if (examples instanceof Experience experience) {
      Transitions lived = experience.transitions(indices, from, count);
      for (int i = 0; i < count; i++) {
        all.add(new double[] {lived.reward(i), lived.discount(i)});
      }
      all.add(lived.next().copy().array());
    }
    return all;
  }

  /**
   * An example is the same one alone, in a block, in another order, twice in a block, and after
   * others were read; the indices are only read.
   */
  public static void orderOfReadingDoesNotMatter(DatasetCase test) {
    Dataset data = test.create();
    int dim = data.space().dim();
    perPart(
        test,
        data,
        (what, examples) -> {
          int[] indices = DatasetCase.indices(examples);
          Batch expected = DatasetCase.read(examples, indices, dim);
          double[] weights = examples.weights(indices, 0, indices.length).orElse(null);
          int[] order = shuffled(indices.length, test.seed());
          int[] mixed = new int[2 * indices.length];
          for (int k = 0; k < mixed.length; k++) {
            mixed[k] = indices[order[k / 2]];
          }
          int[] before = mixed.clone();
          for (int from = 0, size = 1; from < mixed.length; from += size, size = size % FEW + 1) {
            int count = Math.min(size, mixed.length - from);
            Batch rows = Batch.allocate(count, dim);
            examples.read(mixed, from, rows);
            Optional<double[]> given = examples.weights(mixed, from, count);
            require(
                given.isPresent() == (weights != null),
                what + " examples have weights here, not there");
            for (int i = 0; i < count; i++) {
              int k = order[(from + i) / 2];
              boolean same =
                  Arrays.equals(
                      rows.slice(i, i + 1).copy().array(), expected.slice(k, k + 1).copy().array());
              require(
                  same,
                  what
                      + " example "
                      + mixed[from + i]
                      + ", read in another order, is "
                      + row(rows, i)
                      + ", not "
                      + row(expected, k));
              if (weights != null && given.isPresent()) {
                require(
                    given.get()[i] == weights[k],
                    what + " example " + mixed[from + i] + " has two weights");
              }
            }
          }
          require(Arrays.equals(mixed, before), what + " examples: read() wrote the indices");
        });
  }

  private static int[] shuffled(int size, long seed) {
    RandomStream random = RandomStream.of(seed).split("order");
    int[] order = new int[size];
    for (int k = 0; k < size; k++) {
      int other = random.nextInt(k + 1);
      order[k] = order[other];
      order[other] = k;
    }
    return order;
  }

  /** {@link Examples#read} overwrites the rows it is given, all of them, and nothing else. */
  public static void readsExactlyItsRows(DatasetCase test) {
    Dataset data = test.create();
    int dim = data.space().dim();
    perPart(
        test,
        data,
        (what, examples) -> {
          int n = Math.min(FEW, examples.size());
          int[] indices = Arrays.copyOf(DatasetCase.indices(examples), n);
          float[] memory = new float[(n + 2) * dim];
          Arrays.fill(memory, SENTINEL);
          Batch view = Batch.of(memory, dim, n, dim);
          view.fill(Float.NaN);
          examples.read(indices, 0, view);
          Batch expected = DatasetCase.read(examples, indices, dim);
          require(
              Arrays.equals(view.copy().array(), expected.array()),
              what + " examples: read() leaves parts of a row as they were, or adds to them");
          for (int j = 0; j < dim; j++) {
            require(
                memory[j] == SENTINEL && memory[memory.length - 1 - j] == SENTINEL,
                what + " examples: read() wrote beyond its rows");
          }
          examples.read(indices, 0, view.slice(0, 0));
        });
  }

  /** Weights are finite, not negative, one for each example asked for, and not all zero. */
  public static void weightsAreUsable(DatasetCase test) {
    perPart(
        test,
        test.create(),
        (what, examples) -> {
          int[] indices = DatasetCase.indices(examples);
          double[] weights = examples.weights(indices, 0, indices.length).orElse(null);
          if (weights == null || indices.length == 0) {
            return;
          }
          require(
              weights.length == indices.length,
              what + " examples: " + weights.length + " weights for " + indices.length);
          double sum = 0;
          for (int k = 0; k < weights.length; k++) {
            require(
                weights[k] >= 0 && weights[k] < Double.POSITIVE_INFINITY,
                what + " example " + indices[k] + " has the weight " + weights[k]);
            sum += weights[k];
          }
          require(sum > 0, what + " examples: all weights are zero");
        });
  }

  /**
   * {@link ConditionalExamples#contexts} are as many as were asked for, can be cut, and are those
   * of their examples in whatever block they are read.
   */
  public static void contextsAreThoseOfTheirExamples(DatasetCase test) {
    perPart(
        test,
        test.create(),
        (what, examples) -> {
          if (examples instanceof ConditionalExamples<?> conditional) {
            checkContexts(what, conditional);
          }
        });
  }

  private static <C extends Rows<C>> void checkContexts(
      String what, ConditionalExamples<C> examples) {
    int[] indices = DatasetCase.indices(examples);
    int n = indices.length;
    C all = examples.contexts(indices, 0, n);
    require(all.size() == n, what + " examples: " + all.size() + " contexts for " + n);
    require(examples.contexts(indices, 0, 0).size() == 0, what + ": contexts of no example");
    for (int from = 0, size = 1; from < n; from += size, size = size % FEW + 1) {
      int to = Math.min(n, from + size);
      C cut = all.slice(from, to);
      C read = examples.contexts(indices, from, to - from);
      require(
          cut.size() == to - from && read.size() == to - from,
          what + " examples " + from + " to " + to + ": " + cut.size() + " contexts");
      if (cut instanceof Batch a && read instanceof Batch b) {
        require(
            Arrays.equals(a.copy().array(), b.copy().array()),
            what + " examples " + from + " to " + to + " have other contexts in another block");
        checkNumbers(what, a, examples.contextSpace());
      }
    }
  }

  /** Contexts lie in their space; where that is not known, they are numbers. */
  private static void checkNumbers(String what, Batch contexts, Optional<StateSpace> space) {
    if (space.isPresent()) {
      require(
          space.get().firstOutside(contexts) < 0,
          what + " examples: a context is not in " + space.get());
      return;
    }
    for (float value : contexts.copy().array()) {
      require(!Float.isNaN(value), what + " examples: a context holds NaN");
    }
  }

  /**
   * Reads from several threads at once give the bits of reads one after the other, and write no
   * field in which they would meet.
   */
  public static void readsFromSeveralThreads(DatasetCase test) {
    Dataset data = test.create();
    int dim = data.space().dim();
    perPart(
        test,
        data,
        (what, examples) -> {
          int[] indices = DatasetCase.indices(examples);
          int n = indices.length;
          Object[] all = everything(examples, indices, 0, n, dim).toArray();
          FieldStates before = FieldStates.of(examples);
          everything(examples, indices, n / 2, n - n / 2, dim);
          List<String> changed = FieldStates.of(examples).changedSince(before);
          require(
              changed.isEmpty(),
              what
                  + " examples: a read writes "
                  + String.join(", ", changed)
                  + ", where reads of other threads write too");
          Concurrent.check(
              what + " examples: reads",
              THREADS,
              thread -> {
                boolean same = true;
                for (int call = 0; call < CALLS; call++) {
                  Object[] again = everything(examples, indices, 0, n, dim).toArray();
                  same &= Arrays.deepEquals(again, all);
                }
                return same;
              });
        });
  }

  /**
   * Held-out examples are others than those to train on: of drawn real rows, none occurs in both.
   * Data of a file, where examples may repeat, do not promise that.
   */
  public static void heldOutIsApart(DatasetCase test) {
    Dataset data = test.create();
    int dim = data.space().dim();
    Set<String> seen = new HashSet<>(rows(data.train(), dim));
    for (String row : rows(data.heldOut(), dim)) {
      require(!seen.contains(row), test + ": " + row + " is held out and trained on");
    }
  }

  private static List<String> rows(Examples examples, int dim) {
    Batch read = DatasetCase.read(examples, DatasetCase.indices(examples), dim);
    return IntStream.range(0, read.size()).mapToObj(i -> row(read, i)).toList();
  }

  static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new AssertionError(complaint);
    }
  }
}
