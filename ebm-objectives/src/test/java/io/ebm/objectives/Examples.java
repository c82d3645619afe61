package io.ebm.objectives;

import static io.ebm.objectives.Example.cost;

import io.ebm.api.Component;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ExactExpectations;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Noise;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Parameterised;
import io.ebm.api.Schedule;
import io.ebm.api.noise.VarianceExploding;
import io.ebm.objectives.Trial.Promise;
import io.ebm.objectives.denoising.DenoisingFactory;
import io.ebm.objectives.denoising.EnergyMatchingFactory;
import io.ebm.objectives.denoising.EquilibriumMatchingFactory;
import io.ebm.objectives.denoising.FlowMatchingFactory;
import io.ebm.objectives.likelihood.DiffusionRecoveryFactory;
import io.ebm.objectives.likelihood.FastPcdFactory;
import io.ebm.objectives.likelihood.MaximumLikelihoodFactory;
import io.ebm.objectives.likelihood.MinimumProbabilityFlowFactory;
import io.ebm.objectives.likelihood.PseudoLikelihoodFactory;
import io.ebm.objectives.likelihood.RatioMatchingFactory;
import io.ebm.objectives.noise.ClipFactory;
import io.ebm.objectives.noise.ConditionalNceFactory;
import io.ebm.objectives.noise.ContrastiveFactory;
import io.ebm.objectives.noise.EnergyDiscrepancyFactory;
import io.ebm.objectives.noise.InfoNceFactory;
import io.ebm.objectives.noise.NceFactory;
import io.ebm.objectives.noise.Pairing;
import io.ebm.objectives.noise.TripletFactory;
import io.ebm.objectives.proposal.AmortisedSvgdFactory;
import io.ebm.objectives.score.DenoisingScoreMatchingFactory;
import io.ebm.objectives.score.FiniteDifferenceScoreMatchingFactory;
import io.ebm.objectives.score.ScoreMatchingFactory;
import io.ebm.objectives.score.SlicedScoreMatchingFactory;
import io.ebm.objectives.unrolled.UnrolledFactory;
import io.ebm.samplers.noise.GaussianNoiseFactory;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.NoisyGaussian;
import io.ebm.testkit.ObjectiveCase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** At least one example of every objective of this module. */
final class Examples {

  private static final int ROWS = Example.ROWS;
  private static final Promise VALUE = Promise.VALUE;
  private static final Promise BALANCE = Promise.BALANCE;
  private static final Promise DETERMINISTIC = Promise.DETERMINISTIC;

  /** The gradients by the state are part of the call. */
  private static final Map<String, Integer> ONE_PASS = cost("accumulateDirectional", 1);

  private Examples() {}

  static List<Example> all() {
    List<Example> all = new ArrayList<>();
    all.addAll(likelihood());
    all.addAll(noise());
    all.addAll(scores());
    all.addAll(discriminative());
    all.addAll(composites());
    return all;
  }

  private static <C extends Record> Component<Objective> component(
      ObjectiveFactory<C> factory, Map<String, ?> settings) {
    return Objectives.component(factory, settings);
  }

  private static Map<String, Integer> energies(int rows) {
    return cost("energies", rows, "accumulate", rows);
  }

  private static List<Example> likelihood() {
    Supplier<EnergyFunction> spins = TestModels::spins;
    return List.of(
        Example.of(
            component(new MaximumLikelihoodFactory(), Map.of()),
            spins,
            cost("accumulate", 1, "logPartitions", 1, "accumulateExpectations", 1),
            VALUE,
            DETERMINISTIC),
        Example.of(Objectives.cd(Objectives.gibbs(), 30), spins, chains(30), BALANCE)
            .estimates(Examples::likelihoodGradient, 1e-3),
        Example.of(
                Objectives.pcd(Objectives.gibbs(), Map.of("steps", 5, "restart", 0.0)),
                spins,
                chains(5),
                BALANCE)
            .estimates(Examples::likelihoodGradient, 5e-3),
        Example.of(
                component(
                    new FastPcdFactory(),
                    Map.of("sampler", Objectives.gibbs(), "steps", 5, "fastRate", 0.001)),
                spins,
                chains(5),
                BALANCE)
            .estimates(Examples::likelihoodGradient, 3e-2),
        Example.of(
                component(
                    new DiffusionRecoveryFactory(),
                    Map.of("sampler", Objectives.mala(0.2), "steps", 25)),
                TestModels::gaussian,
                cost("gradients", 26, "accumulate", 2),
                BALANCE)
            .estimates(ExactGradients::recovery, 1e-3),
        Example.of(
            component(new PseudoLikelihoodFactory(), Map.of()),
            spins,
            energies(6),
            VALUE,
            BALANCE,
            DETERMINISTIC),
        Example.of(
            component(new PseudoLikelihoodFactory(), Map.of("units", 2, "candidates", 2)),
            TestModels::labels,
            energies(5),
            VALUE,
            BALANCE),
        Example.of(
            component(new RatioMatchingFactory(), Map.of()),
            spins,
            energies(6),
            VALUE,
            BALANCE,
            DETERMINISTIC),
        Example.of(
            component(new MinimumProbabilityFlowFactory(), Map.of("units", 2)),
            spins,
            energies(3),
            VALUE,
            BALANCE));
  }

  private static Map<String, Integer> chains(int sweeps) {
    return cost("sweep", sweeps, "accumulate", 2);
  }

  private static Gradient likelihoodGradient(ObjectiveCase test) {
    Gradient exact = test.energy().as(Parameterised.class).orElseThrow().parameters().newGradient();
    double[] ones = new double[test.data().size()];
    Arrays.fill(ones, 1);
    test.energy().as(Learnable.class).orElseThrow().accumulate(test.data(), ones, exact);
    test.energy()
        .as(ExactExpectations.class)
        .orElseThrow()
        .accumulateExpectations(new double[] {-test.data().size()}, exact);
    return exact;
  }

  private static List<Example> noise() {
    Supplier<EnergyFunction> plane = TestModels::gaussian;
    Supplier<EnergyFunction> pairs = () -> new Pairing(ROWS, 3);
    Component<Noise> noise =
        Component.of(
            new GaussianNoiseFactory(),
            Defaults.create(GaussianNoiseFactory.Config.class, Map.of()));
    return List.of(
        Example.of(
            component(new NceFactory(), Map.of("noise", noise, "ratio", 4)),
            plane,
            energies(5),
            VALUE),
        Example.of(
            component(new NceFactory(), Map.of("ratio", 4)), // the base's draws are the noise
            TestModels::corrected,
            energies(5),
            VALUE),
        Example.of(
            component(new ConditionalNceFactory(), Map.of("ratio", 3)),
            plane,
            energies(4),
            VALUE,
            BALANCE),
        Example.of(
            component(new ConditionalNceFactory(), Map.of("ratio", 3)),
            TestModels::spins,
            energies(4),
            VALUE,
            BALANCE),
        Example.of(
            component(new EnergyDiscrepancyFactory(), Map.of("samples", 6)),
            plane,
            energies(7),
            VALUE),
        Example.of(
            component(new ContrastiveFactory(), Map.of("negatives", noise, "count", 2)),
            plane,
            energies(3),
            VALUE),
        Example.of(
            component(new TripletFactory(), Map.of("negatives", noise)),
            plane,
            energies(2),
            VALUE,
            BALANCE),
        Example.of(
            component(new InfoNceFactory(), Map.of()),
            pairs,
            energies(ROWS),
            VALUE,
            BALANCE,
            DETERMINISTIC),
        Example.of(
            component(new ClipFactory(), Map.of()),
            pairs,
            cost("energies", 2 * ROWS, "accumulate", ROWS),
            VALUE,
            BALANCE,
            DETERMINISTIC));
  }

  private static Map<String, Integer> slopes(int rows) {
    return cost("gradients", rows, "accumulateDirectional", rows);
  }

  private static List<Example> scores() {
    Supplier<EnergyFunction> plane = TestModels::gaussian;
    return List.of(
        Example.of(
            component(new ScoreMatchingFactory(), Map.of("spacing", 0.5)),
            plane,
            slopes(5),
            VALUE,
            DETERMINISTIC),
        Example.of(
            component(new SlicedScoreMatchingFactory(), Map.of("projections", 3, "spacing", 0.5)),
            plane,
            slopes(7),
            VALUE),
        Example.of(
            component(new FiniteDifferenceScoreMatchingFactory(), Map.of("projections", 2)),
            plane,
            energies(5),
            VALUE,
            BALANCE),
        Example.of(
            component(new DenoisingScoreMatchingFactory(), Map.of("sigma", 0.3)),
            plane,
            ONE_PASS,
            VALUE),
        Example.of(
            component(new DenoisingFactory(), Map.of("schedule", new VarianceExploding(0.2, 2))),
            Examples::noisy,
            ONE_PASS,
            VALUE),
        Example.of(
            component(new FlowMatchingFactory(), Map.of("mean", 0.5)),
            Examples::noisy,
            ONE_PASS,
            VALUE),
        Example.of(component(new EquilibriumMatchingFactory(), Map.of()), plane, ONE_PASS, VALUE),
        Example.of(component(new EnergyMatchingFactory(), Map.of()), plane, ONE_PASS, VALUE),
        Example.of(
            component(new UnrolledFactory(), Map.of("steps", 4, "step", 0.2, "noise", 0.1)),
            plane,
            cost("gradients", 4, "accumulateDirectional", 4),
            VALUE),
        Example.of(
            component(
                new UnrolledFactory(),
                Map.of(
                    "steps",
                    3,
                    "step",
                    0.2,
                    "start",
                    UnrolledFactory.Start.ZEROS,
                    "losses",
                    UnrolledFactory.Losses.ALL)),
            plane,
            cost("gradients", 3, "accumulateDirectional", 3),
            VALUE,
            DETERMINISTIC));
  }

  private static EnergyFunction noisy() {
    return new NoisyGaussian(new double[] {0.5, -0.5}, new double[] {1.5, 0.7});
  }

  private static SmallClasses classes() {
    return SmallClasses.random(ROWS, 6);
  }

  private static List<Example> discriminative() {
    Map<String, Integer> offender = cost("energies", 1, "best", 1, "accumulate", 2);
    Map<String, Integer> violator = cost("decode", 1, "accumulate", 2);
    Supplier<EnergyFunction> classes = Examples::classes;
    return List.of(
        Example.of(
            component(new CrossEntropyFactory(), Map.of()),
            classes,
            cost("accumulateLikelihood", 1),
            VALUE,
            DETERMINISTIC),
        Example.of(
            component(new MeeFactory(), Map.of()),
            classes,
            cost("energies", 1, "logPartitions", 1, "accumulate", 1, "accumulateExpectations", 1),
            VALUE,
            DETERMINISTIC),
        of(new PerceptronFactory(), violator, VALUE, BALANCE, DETERMINISTIC),
        of(new StructuredHingeFactory(), violator, VALUE, BALANCE, DETERMINISTIC),
        of(new HingeFactory(), offender, VALUE, BALANCE, DETERMINISTIC),
        of(new LogLossFactory(), offender, VALUE, BALANCE, DETERMINISTIC),
        of(new Lvq2Factory(), offender, VALUE, BALANCE, DETERMINISTIC),
        of(new MceFactory(), offender, VALUE, BALANCE, DETERMINISTIC),
        of(new SquareSquareFactory(), offender, VALUE, DETERMINISTIC),
        of(new SquareExponentialFactory(), offender, VALUE, DETERMINISTIC));
  }

  private static <C extends Record> Example of(
      ObjectiveFactory<C> factory, Map<String, Integer> cost, Promise... promises) {
    return Example.of(component(factory, Map.of()), Examples::classes, cost, promises);
  }

  private static List<Example> composites() {
    Component<Objective> penalty = component(new GradientPenaltyFactory(), Map.of("bound", 0.2));
    Component<Objective> magnitude = component(new EnergyMagnitudeFactory(), Map.of());
    return List.of(
        Example.of(magnitude, TestModels::gaussian, energies(1), VALUE, DETERMINISTIC),
        Example.of(penalty, TestModels::gaussian, ONE_PASS, VALUE, DETERMINISTIC),
        Example.of(
                component(new AmortisedSvgdFactory(), Map.of("particles", 16)),
                TestModels::rightlyProposed,
                cost("propose", 16, "gradients", 16, "accumulateProposals", 16))
            .estimates(
                test ->
                    test.energy().as(Parameterised.class).orElseThrow().parameters().newGradient(),
                3e-3),
        Example.of(
            component(new WithNoiseFactory(), Map.of("sigma", 0.1, "objective", magnitude)),
            TestModels::gaussian,
            energies(1),
            VALUE),
        Example.of(
                component(
                    new LatentFactory(),
                    Map.of(
                        "units",
                        1,
                        "steps",
                        40,
                        "sampler",
                        Objectives.mala(0.3),
                        "objective",
                        magnitude)),
                TestModels::gaussian,
                cost("energies", 1, "accumulate", 1, "gradients", 41))
            .estimates(ExactGradients::latentMagnitude, 1e-2),
        Example.of(
            component(new MarginalFactory(), Map.of("objective", magnitude)),
            Examples::classes,
            energies(1),
            VALUE,
            DETERMINISTIC),
        Example.of(
            component(
                new SumFactory(),
                Map.of(
                    "terms",
                    List.of(
                        term(component(new CrossEntropyFactory(), Map.of()), 1),
                        term(component(new HingeFactory(), Map.of()), 0.3),
                        term(
                            component(new MarginalFactory(), Map.of("objective", penalty)), 0.1)))),
            Examples::classes,
            cost(
                "accumulateLikelihood",
                1,
                "energies",
                1,
                "best",
                1,
                "accumulate",
                4,
                "gradients",
                1),
            VALUE,
            DETERMINISTIC));
  }

  private static SumFactory.Term term(Component<Objective> objective, double weight) {
    return new SumFactory.Term(objective, Schedule.constant(weight));
  }
}
