package io.ebm.models.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.FullBatchOptimizer;
import io.ebm.api.FullBatchOptimizer.Iteration;
import io.ebm.api.Gradient;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.RandomStream;
import io.ebm.objectives.CrossEntropyFactory;
import io.ebm.objectives.HingeFactory;
import io.ebm.objectives.LogLossFactory;
import io.ebm.objectives.Lvq2Factory;
import io.ebm.objectives.MceFactory;
import io.ebm.objectives.MeeFactory;
import io.ebm.objectives.PerceptronFactory;
import io.ebm.objectives.StructuredHingeFactory;
import io.ebm.objectives.likelihood.MaximumLikelihoodFactory;
import io.ebm.objectives.likelihood.PseudoLikelihoodFactory;
import io.ebm.objectives.optim.LbfgsFactory;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.RecordingMetrics;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.TestObjectiveContext;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Objectives that know nothing of sentences, on the energies of a field. */
class ObjectivesOnCrfTest {

  private static final long SEED = 31;
  private static final int[] LENGTHS = {3, 5, 2, 6, 4, 6};

  private final SentenceData data = Toy.data(Toy.text(SEED, 3, LENGTHS), Toy.PLAIN);
  private final Crf crf = Toy.crf(data, 0.7, SEED);
  private final Batch labels = data.train().range(0, data.train().size(), data.space().dim());

  private static <C extends Record> Objective made(
      ObjectiveFactory<C> factory, Map<String, ?> settings) {
    return factory.create(Defaults.create(factory.configType(), settings), TestContext.of(SEED));
  }

  private double evaluate(Objective objective, Gradient gradient) {
    return objective.evaluate(
        crf.given(Sentences.all(data.train().corpus())),
        labels,
        gradient,
        new TestObjectiveContext(
            0, LENGTHS.length, true, RandomStream.of(SEED), new RecordingMetrics()));
  }

  private void gradientIsDerivative(Objective objective) {
    Gradient gradient = crf.parameters().newGradient();
    double value = evaluate(objective, gradient);
    assertThat(value).isNotNegative();
    float[] weights = crf.parameters().values();
    Gradient ignored = crf.parameters().newGradient();
    for (int i = 0; i < weights.length; i += 3) {
      float kept = weights[i];
      float h = 1f / 256;
      weights[i] = kept + h;
      double up = evaluate(objective, ignored);
      weights[i] = kept - h;
      double down = evaluate(objective, ignored);
      weights[i] = kept;
      assertThat((double) gradient.values()[i])
          .as("seed %d, weight %d", SEED, i)
          .isCloseTo((up - down) / (2 * h), within(3e-3));
    }
  }

  @Test
  void likelihoodHingePerceptronAndPseudoLikelihoodAreDifferentiatedRightly() {
    gradientIsDerivative(made(new MaximumLikelihoodFactory(), Map.of()));
    gradientIsDerivative(made(new StructuredHingeFactory(), Map.of("cost", 1.3)));
    gradientIsDerivative(made(new PerceptronFactory(), Map.of()));
    gradientIsDerivative(made(new PseudoLikelihoodFactory(), Map.of()));
  }

  @Test
  void discriminativeLossesAreDifferentiatedRightly() {
    gradientIsDerivative(made(new CrossEntropyFactory(), Map.of()));
    gradientIsDerivative(made(new HingeFactory(), Map.of("margin", 2.0)));
    gradientIsDerivative(made(new LogLossFactory(), Map.of()));
    gradientIsDerivative(made(new Lvq2Factory(), Map.of("ceiling", 8.0)));
    gradientIsDerivative(made(new MceFactory(), Map.of()));
    gradientIsDerivative(made(new MeeFactory(), Map.of()));
  }

  @Test
  void hingeBoundsTheNumberOfWrongLabels() {
    double cost = 2;
    double value =
        evaluate(
            made(new StructuredHingeFactory(), Map.of("cost", cost)),
            crf.parameters().newGradient());
    Batch decoded = labels.copy();
    ((CrfEnergy) crf.given(Sentences.all(data.train().corpus())))
        .decode(decoded, new double[LENGTHS.length]);
    int wrong = 0;
    for (int i = 0; i < LENGTHS.length; i++) {
      for (int t = 0; t < LENGTHS[i]; t++) {
        wrong += decoded.get(i, t) == labels.get(i, t) ? 0 : 1;
      }
    }
    assertThat(wrong).isPositive();
    assertThat(value).isGreaterThanOrEqualTo(cost * wrong - 1e-5);
  }

  @Test
  void lbfgsReachesTheOptimumOfThePenalisedLikelihood() {
    LbfgsFactory factory = new LbfgsFactory();
    double c2 = 0.1;
    FullBatchOptimizer optimizer =
        (FullBatchOptimizer)
            factory.create(
                Defaults.create(LbfgsFactory.Config.class, Map.of("c2", c2)), TestContext.of(1));
    Objective objective = made(new MaximumLikelihoodFactory(), Map.of());
    Iteration last = new Iteration(0, 0, 0, null);
    for (int step = 0; step < 200 && last.stop() == null; step++) {
      last =
          optimizer.step(
              crf.parameters(),
              gradient -> {
                gradient.clear();
                return evaluate(objective, gradient);
              });
    }
    Gradient gradient = crf.parameters().newGradient();
    evaluate(objective, gradient);
    for (int i = 0; i < gradient.values().length; i++) {
      double total = gradient.values()[i] + 2 * c2 * crf.parameters().values()[i];
      assertThat(total).isCloseTo(0, within(5e-3));
    }
  }
}
