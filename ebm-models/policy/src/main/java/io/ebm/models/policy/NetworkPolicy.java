package io.ebm.models.policy;

import io.ebm.api.Archived;
import io.ebm.api.Batch;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.StateSpace;
import io.ebm.nn.Network;
import io.ebm.nn.NetworkForm;
import io.ebm.nn.NetworkScores;
import io.ebm.nn.Networked;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A policy whose energies are the outputs of a network, one for every action, times a unit. */
final class NetworkPolicy extends DiscretePolicy implements Archived, Networked {

  private final Encoding encoding;
  private final NetworkScores scores;

  NetworkPolicy(
      Encoding encoding,
      StateSpace.Categorical actions,
      Network network,
      double unit,
      Parameters parameters) {
    this(
        encoding,
        actions,
        new NetworkScores(
            new NetworkForm(
                network,
                encoding.space(),
                encoding,
                null,
                (float) -unit,
                0,
                NetworkForm.Constraint.NONE),
            parameters));
  }

  private NetworkPolicy(Encoding encoding, StateSpace.Categorical actions, NetworkScores scores) {
    super(encoding.space(), actions);
    this.encoding = encoding;
    this.scores = scores;
  }

  @Override
  public Map<String, Network> networks() {
    return Map.of("", scores.network());
  }

  @Override
  public Parameters parameters() {
    return scores.parameters();
  }

  @Override
  public void archive(Path folder) throws IOException {
    encoding.archive(folder);
  }

  @Override
  public NetworkPolicy replica(Parameters others) {
    return new NetworkPolicy(encoding, targets(), scores.replica(others));
  }

  @Override
  public void scores(Batch observations, int rows, double[] out) {
    scores.scores(observations, rows, out);
  }

  @Override
  public void accumulate(Batch observations, int rows, RowLoss loss, Gradient into) {
    scores.accumulate(observations, rows, loss, into);
  }
}
