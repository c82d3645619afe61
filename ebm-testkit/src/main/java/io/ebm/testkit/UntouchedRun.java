package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Learnable;
import io.ebm.api.report.RunView;
import java.util.Arrays;

/** What a run has, to see later that nobody wrote to it. */
final class UntouchedRun {

  private final RunView run;
  private final float[] parameters;
  private final float[] samples;
  private final float[] examples;

  private UntouchedRun(RunView run) {
    this.run = run;
    parameters = parameters(run);
    samples = samples(run);
    examples = examples(run);
  }

  static UntouchedRun of(RunView run) {
    return new UntouchedRun(run);
  }

  /** Requires that all is as it was. */
  void check() {
    check("the model's parameters were", parameters, parameters(run));
    check("the samples were", samples, samples(run));
    check("the training examples were", examples, examples(run));
  }

  private static void check(String what, float[] before, float[] after) {
    if (!Arrays.equals(before, after)) {
      throw new AssertionError(what + " written");
    }
  }

  private static float[] parameters(RunView run) {
    return run.model()
        .as(Learnable.class)
        .map(learnable -> learnable.parameters().values().clone())
        .orElse(new float[0]);
  }

  private static float[] samples(RunView run) {
    return run.samples().map(rows -> rows.copy().array()).orElse(new float[0]);
  }

  private static float[] examples(RunView run) {
    return run.data().map(UntouchedRun::examples).orElse(new float[0]);
  }

  private static float[] examples(Dataset data) {
    Batch rows = data.train().range(0, data.train().size(), data.space().dim());
    return rows.copy().array();
  }
}
