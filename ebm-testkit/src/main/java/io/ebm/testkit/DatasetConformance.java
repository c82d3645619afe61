package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.Conditional;
import io.ebm.api.Dataset;
import io.ebm.api.Growing;
import io.ebm.api.Interactive;
import io.ebm.api.KnownDensity;
import io.ebm.api.Model;
import io.ebm.api.PredictionFiles;
import io.ebm.api.text.TextRows;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The contract of a {@link Dataset} and of the capabilities it has; those it lacks are not tested.
 * Extend it and give data of a few hundred examples, some held out:
 *
 * <pre>{@code
 * class RingsConformanceTest extends DatasetConformance {
 *   protected Component<Dataset> data() {
 *     return Component.of(new RingsFactory(), new RingsFactory.Config(2000, 500, 3, 0.1));
 *   }
 * }
 * }</pre>
 */
public abstract class DatasetConformance {

  /** The data set. */
  protected abstract Component<Dataset> data();

  /** The folder that the names of files are resolved against; by default the working directory. */
  protected Path folder() {
    return Path.of("");
  }

  /** Whether no example may be held out and trained on; by default where they are drawn. */
  protected boolean heldOutIsApart() {
    return made() instanceof KnownDensity && made().space().levels() == 0;
  }

  /** The model with which {@link Growing} data grow; by default {@link #policy}. */
  protected Model model() {
    return policy();
  }

  /** A policy for {@link Interactive} data. */
  protected Conditional<Batch> policy() {
    throw new AssertionError(
        "data '" + data().type() + "' act in an environment; override policy()");
  }

  /**
   * For {@link PredictionFiles} and {@link TextRows}, a text of several contexts or rows of the
   * form that the data read.
   */
  protected String predictionText() {
    throw new AssertionError(
        "data '" + data().type() + "' read other files of their form; override predictionText()");
  }

  /** The seed of everything random. */
  protected long seed() {
    return 20240229;
  }

  private DatasetCase test() {
    return new DatasetCase(data(), folder(), seed());
  }

  private Dataset made() {
    return test().create();
  }

  @Test
  void rowsLieInTheSpace() {
    DatasetChecks.rowsLieInTheSpace(test());
  }

  @Test
  void sameSeedGivesTheSameExamples() {
    DatasetChecks.sameSeedGivesTheSameExamples(test());
  }

  @Test
  void orderOfReadingDoesNotMatter() {
    DatasetChecks.orderOfReadingDoesNotMatter(test());
  }

  @Test
  void readsExactlyItsRows() {
    DatasetChecks.readsExactlyItsRows(test());
  }

  @Test
  void weightsAreUsable() {
    DatasetChecks.weightsAreUsable(test());
  }

  @Test
  void contextsAreThoseOfTheirExamples() {
    DatasetChecks.contextsAreThoseOfTheirExamples(test());
  }

  @Test
  void readsFromSeveralThreads() {
    DatasetChecks.readsFromSeveralThreads(test());
  }

  @Test
  void heldOutExamplesAreApart() {
    if (heldOutIsApart()) {
      DatasetChecks.heldOutIsApart(test());
    }
  }

  @Test
  void labelsAreClasses() {
    DatasetCapabilityChecks.labelsAreClasses(test());
  }

  @Test
  void scoresKnowTheTruth() {
    DatasetCapabilityChecks.scoresKnowTheTruth(test());
  }

  @Test
  void unitsGoThereAndBack() {
    DatasetCapabilityChecks.unitsGoThereAndBack(test());
  }

  @Test
  void densityIsThatOfTheExamples() {
    DatasetCapabilityChecks.densityIsThatOfTheExamples(test());
  }

  @Test
  void archiveGivesTheSameData() {
    DatasetCapabilityChecks.archiveGivesTheSameData(test());
  }

  @Test
  void textsAreThoseOfTheirRows() {
    TextChecks.textsAreThoseOfTheirRows(test());
  }

  @Test
  void blocksOfRowsDoNotMatter() {
    if (made() instanceof TextRows) {
      TextChecks.blocksOfRowsDoNotMatter(test(), predictionText());
    }
  }

  @Test
  void growsOnFromACheckpoint() {
    if (made() instanceof Growing) {
      DatasetCapabilityChecks.growsOnFromACheckpoint(test(), model());
    }
  }

  @Test
  void actorsActInTheSpace() {
    if (made() instanceof Interactive) {
      DatasetCapabilityChecks.actorsActInTheSpace(test(), policy());
    }
  }

  @Test
  void blocksOfPredictionsDoNotMatter() {
    if (made() instanceof PredictionFiles<?>) {
      PredictionFileChecks.blocksDoNotMatter(test(), predictionText());
    }
  }
}
