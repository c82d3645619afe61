package io.ebm.core.data;

import io.ebm.api.Batch;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Problems of matrices and their answers, drawn when they are read. */
record MatrixExamples(MatrixTask task, int n, int size, boolean harder, RandomStream random)
    implements ConditionalExamples<Batch> {

  static Dataset dataset(MatricesFactory.Config config, RandomStream random) {
    return new Matrices(
        new StateSpace.Real(List.of(config.size(), config.size())),
        new MatrixExamples(
            config.task(), config.size(), config.examples(), false, random.split("train")),
        new MatrixExamples(
            config.task(),
            config.size(),
            config.heldOut(),
            config.harder(),
            random.split("held-out")));
  }

  private record Matrices(StateSpace space, Examples train, Examples heldOut) implements Dataset {}

  @Override
  public Optional<StateSpace> contextSpace() {
    return Optional.of(new StateSpace.Real(List.of(task.matrices() * n, n)));
  }

  @Override
  public void read(int[] indices, int from, Batch into) {
    draw(indices, from, into.size(), into, null);
  }

  @Override
  public Batch contexts(int[] indices, int from, int count) {
    Batch contexts = Batch.allocate(count, task.matrices() * n * n);
    draw(indices, from, count, null, contexts);
    return contexts;
  }

  private void draw(
      int[] indices, int from, int count, @Nullable Batch targets, @Nullable Batch contexts) {
    float[] work = new float[MatrixTask.work(n)];
    float[] given = new float[task.matrices() * n * n];
    float[] to = new float[n * n];
    for (int i = 0; i < count; i++) {
      task.draw(n, harder, random.split(indices[from + i]), work, given, to);
      if (targets != null) {
        System.arraycopy(to, 0, targets.array(), targets.offset(i), to.length);
      }
      if (contexts != null) {
        System.arraycopy(given, 0, contexts.array(), contexts.offset(i), given.length);
      }
    }
  }
}
