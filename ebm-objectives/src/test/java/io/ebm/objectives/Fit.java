package io.ebm.objectives;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FullBatchOptimizer;
import io.ebm.api.Gradient;
import io.ebm.api.Objective;
import io.ebm.api.Parameterised;
import io.ebm.api.Parameters;
import io.ebm.api.Parametric;
import io.ebm.objectives.optim.LbfgsFactory;
import io.ebm.objectives.optim.Stopping;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.TestObjectiveContext;
import java.util.Arrays;
import java.util.Map;

/** Minimises a loss that is the same at every evaluation, on all data at once. */
public final class Fit {

  private static final int MOST = 60;

  /** Far below what the gradient of a sum over hundreds of rows is by chance at the truth. */
  private static final double EPSILON = 0.1;

  private Fit() {}

  /**
   * Fits a model and what the objective learns besides.
   *
   * @return the parameters of the model, then those of the objective
   */
  public static double[] of(
      Component<Objective> component, EnergyFunction energy, Batch data, long seed) {
    Objective objective =
        component.make(TestContext.builder().seed(seed).dataSpace(energy.space()).build());
    float[] theta = energy.as(Parameterised.class).orElseThrow().parameters().values();
    Gradient gradient = energy.as(Parameterised.class).orElseThrow().parameters().newGradient();
    Parameters own = Parameters.builder().build();
    Gradient into = own.newGradient();
    if (objective instanceof Parametric parametric) {
      own = parametric.newParameters();
      into = own.newGradient();
      parametric.bind(own, into);
    }
    Parameters joint = Parameters.builder().add("all", theta.length + own.size()).build();
    System.arraycopy(theta, 0, joint.values(), 0, theta.length);
    System.arraycopy(own.values(), 0, joint.values(), theta.length, own.size());
    FullBatchOptimizer optimizer =
        (FullBatchOptimizer)
            new LbfgsFactory()
                .create(
                    Defaults.create(
                        LbfgsFactory.Config.class, Map.of("stop", new Stopping(EPSILON, 0, 10))),
                    TestContext.of(1));
    float[] ownValues = own.values();
    Gradient ownGradient = into;
    for (int step = 0; step < MOST; step++) {
      FullBatchOptimizer.Iteration iteration =
          optimizer.step(
              joint,
              sum -> {
                System.arraycopy(joint.values(), 0, theta, 0, theta.length);
                System.arraycopy(joint.values(), theta.length, ownValues, 0, ownValues.length);
                gradient.clear();
                ownGradient.clear();
                double value =
                    objective.evaluate(
                        energy, data, gradient, TestObjectiveContext.of(seed, 0, data.size()));
                System.arraycopy(gradient.values(), 0, sum.values(), 0, theta.length);
                System.arraycopy(
                    ownGradient.values(), 0, sum.values(), theta.length, ownValues.length);
                return value;
              });
      if (iteration.stop() != null) {
        break;
      }
    }
    double[] found = new double[joint.size()];
    Arrays.setAll(found, i -> joint.values()[i]);
    return found;
  }
}
