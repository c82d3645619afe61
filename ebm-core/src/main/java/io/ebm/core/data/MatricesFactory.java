package io.ebm.core.data;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.NamedFactory;
import io.ebm.api.Setting;

/**
 * {@code matrices}: problems of linear algebra that are drawn at random, each with its answer; see
 * {@link MatrixTask}. The problem is the context, the answer the target. An example is drawn when
 * it is read, from a stream of its own, so that none takes memory.
 */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(DatasetFactory.class)
public final class MatricesFactory extends NamedFactory<MatricesFactory.Config>
    implements DatasetFactory<MatricesFactory.Config> {

  /**
   * The config.
   *
   * @param task what is asked
   * @param size rows and columns of a matrix, from 1 to 1000
   * @param examples how many there are to train on, at least 1
   * @param heldOut how many there are to evaluate on, at least 0
   * @param harder whether those to evaluate on are harder
   */
  public record Config(
      @Setting(
              doc =
                  "What is asked: addition, the sum of two matrices; completion, a matrix of low rank"
                      + " and noise half of whose entries are shown as 0; inversion, the inverse of"
                      + " a symmetric positive definite one.")
          MatrixTask task,
      @Setting(value = "20", doc = "Rows and columns of a matrix, from 1 to 1000.") int size,
      @Setting(value = "100000", doc = "Examples to train on, at least 1.") int examples,
      @Setting(value = "1000", doc = "Examples to evaluate on, at least 0.") int heldOut,
      @Setting(
              value = "false",
              doc =
                  "Whether examples to evaluate on are harder than those to train on: larger numbers"
                      + " in addition and completion, smaller eigenvalues in inversion.")
          boolean harder) {

    /** Checks the ranges. */
    public Config {
      Checks.between("size", size, 1, 1000);
      Checks.atLeast("examples", examples, 1);
      Checks.fitsMemory("examples", examples, Integer.BYTES);
      Checks.atLeast("heldOut", heldOut, 0);
    }
  }

  /** For the service loader. */
  public MatricesFactory() {
    super(
        "matrices",
        "Sums, completions or inverses of random matrices: problems and their answers.",
        Config.class);
  }

  @Override
  public Dataset create(Config config, ComponentContext context) {
    return MatrixExamples.dataset(config, context.random());
  }
}
