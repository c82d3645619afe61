package io.ebm.nn;

import io.ebm.api.Batch;
import io.ebm.api.DifferentiableScores;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.math.Vectors;

/**
 * Scores {@code f_y(c)} of classes by a network with an output for each, times a unit; what its
 * energies have in common: {@code E(c, y) = -f_y(c)}. Thread-safe while nobody writes the
 * parameters.
 */
public final class NetworkScores implements DifferentiableScores {

  private final NetworkForm form;
  private final Parameters parameters;

  /**
   * Scores.
   *
   * @param form its network has an output for each class; its space is that of the features, and
   *     its base is not used
   */
  public NetworkScores(NetworkForm form, Parameters parameters) {
    this.form = form;
    this.parameters = parameters;
  }

  /** The same at other values of the parameters. */
  public NetworkScores replica(Parameters others) {
    return new NetworkScores(form, parameters.requireLayout(others));
  }

  /** Fills the parameters with what the layers begin with. */
  public void initialise(RandomStream random) {
    form.network().initialise(parameters.values(), random);
    constrain();
  }

  /** The network. */
  public Network network() {
    return form.network();
  }

  @Override
  public StateSpace features() {
    return form.space();
  }

  @Override
  public int classes() {
    return form.network().output().size();
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public void constrain() {
    form.constrain(parameters);
  }

  @Override
  public void scores(Batch c, int rows, double[] out) {
    int classes = classes();
    try (Run run = form.network().run(Passes.VALUES, parameters.values(), null)) {
      for (int from = 0; from < rows; from += run.rows()) {
        int count = run.begin(form.states(), c, null, null, from, rows);
        run.load(0, 0, form.states(), c, from);
        run.next();
        int at = run.output(0);
        for (int i = 0; i < count; i++) {
          for (int k = 0; k < classes; k++) {
            out[(from + i) * classes + k] = form.unit() * run.memory()[at + k * run.columns() + i];
          }
        }
      }
    }
  }

  @Override
  public void accumulate(Batch c, int rows, RowLoss loss, Gradient into) {
    try (Run run =
        form.network().run(Passes.PARAMETER_SLOPES, parameters.values(), into.values())) {
      for (int from = 0; from < rows; from += run.rows()) {
        run.begin(form.states(), c, null, null, from, rows);
        forward(run, c, from);
        differentiate(run, loss, from);
        run.next();
      }
    }
  }

  @Override
  public void slopes(Batch c, int rows, RowLoss loss, Batch out) {
    try (Run run = form.network().run(Passes.INPUT_SLOPES, parameters.values(), null)) {
      for (int from = 0; from < rows; from += run.rows()) {
        run.begin(form.states(), c, null, null, from, rows);
        forward(run, c, from);
        differentiate(run, loss, from);
        run.next();
        run.store(0, form.states(), out, from);
      }
    }
  }

  private void forward(Run run, Batch c, int from) {
    run.load(0, 0, form.states(), c, from);
    run.next();
  }

  /** From the scores to the slopes of the losses by them. */
  private void differentiate(Run run, RowLoss loss, int from) {
    int columns = run.columns();
    int count = classes() * columns;
    float[] m = run.memory();
    int at = run.outputSlope(0);
    Vectors.scale(count, form.unit(), m, run.output(0), m, at);
    for (int i = 0; i < run.rows(); i++) {
      loss.differentiate(from + i, m, at + i, columns);
    }
    Vectors.scale(count, form.unit(), m, at, m, at);
    for (int row = at; row < at + count && run.rows() < columns; row += columns) {
      Vectors.fill(columns - run.rows(), 0f, m, row + run.rows());
    }
  }
}
