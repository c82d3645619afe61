package io.ebm.models.crf;

import io.ebm.api.Archived;
import io.ebm.api.Conditional;
import io.ebm.api.EnergyFunction;
import io.ebm.api.InputFiles;
import io.ebm.api.Parameters;
import io.ebm.api.SparseGradients;
import io.ebm.api.StateSpace;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A linear-chain conditional random field. The energies of a block have as many coordinates as the
 * data's longest sentence, or the block's if that is longer.
 */
final class Crf implements Conditional<Sentences>, SparseGradients, Archived {

  static final String FILE = "features.bin";

  private final Weights weights;
  private final StateSpace.Categorical targets;

  Crf(Features features, int longest) {
    this.weights = new Weights(features);
    this.targets = new StateSpace.Categorical(longest, features.labels());
  }

  Weights weights() {
    return weights;
  }

  @Override
  public StateSpace targets() {
    return targets;
  }

  @Override
  public EnergyFunction given(Sentences contexts) {
    int longest = contexts.longest();
    return new CrfEnergy(
        weights,
        contexts,
        longest <= targets.length()
            ? targets
            : new StateSpace.Categorical(longest, targets.levels()));
  }

  @Override
  public Parameters parameters() {
    return weights.parameters();
  }

  @Override
  public void archive(Path folder) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(Files.newOutputStream(folder.resolve(FILE))))) {
      weights.features().write(out);
    }
  }

  static Features read(Path archive) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(InputFiles.open(archive.resolve(FILE))))) {
      return Features.read(in);
    }
  }
}
