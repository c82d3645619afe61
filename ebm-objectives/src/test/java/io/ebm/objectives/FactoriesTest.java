package io.ebm.objectives;

import io.ebm.api.Component;
import io.ebm.api.Factory;
import io.ebm.api.Noise;
import io.ebm.api.Schedule;
import io.ebm.objectives.likelihood.CdFactory;
import io.ebm.objectives.likelihood.DiffusionRecoveryFactory;
import io.ebm.objectives.likelihood.FastPcdFactory;
import io.ebm.objectives.likelihood.MinimumProbabilityFlowFactory;
import io.ebm.objectives.likelihood.PcdFactory;
import io.ebm.objectives.likelihood.PseudoLikelihoodFactory;
import io.ebm.objectives.likelihood.RatioMatchingFactory;
import io.ebm.objectives.noise.ClipFactory;
import io.ebm.objectives.noise.ConditionalNceFactory;
import io.ebm.objectives.noise.ContrastiveFactory;
import io.ebm.objectives.noise.EnergyDiscrepancyFactory;
import io.ebm.objectives.noise.InfoNceFactory;
import io.ebm.objectives.noise.NceFactory;
import io.ebm.objectives.noise.TripletFactory;
import io.ebm.objectives.optim.AdamFactory;
import io.ebm.objectives.optim.AveragedPerceptronFactory;
import io.ebm.objectives.optim.LbfgsFactory;
import io.ebm.objectives.optim.MomentumFactory;
import io.ebm.objectives.optim.OwlQnFactory;
import io.ebm.objectives.optim.SgdFactory;
import io.ebm.objectives.proposal.AmortisedSvgdFactory;
import io.ebm.objectives.score.DenoisingScoreMatchingFactory;
import io.ebm.objectives.score.FiniteDifferenceScoreMatchingFactory;
import io.ebm.objectives.score.ScoreMatchingFactory;
import io.ebm.objectives.score.SlicedScoreMatchingFactory;
import io.ebm.objectives.unrolled.UnrolledFactory;
import io.ebm.samplers.noise.UniformNoiseFactory;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.FactoryConformance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class FactoriesTest {

  @Nested
  class PseudoLikelihood extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new PseudoLikelihoodFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("units", 0), new Bad("candidates", 0));
    }
  }

  @Nested
  class Cd extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new CdFactory();
    }

    @Override
    protected Map<String, ?> required() {
      return Map.of("sampler", Objectives.gibbs());
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("steps", 0), new Bad("energyRegularization", -1.0));
    }
  }

  @Nested
  class Pcd extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new PcdFactory();
    }

    @Override
    protected Map<String, ?> required() {
      return Map.of("sampler", Objectives.gibbs());
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("steps", 0),
          new Bad("restart", 1.5),
          new Bad("restart", Double.NaN),
          new Bad("noiseScale", 0.0),
          new Bad("energyRegularization", Double.POSITIVE_INFINITY));
    }
  }

  @Nested
  class FastPcd extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new FastPcdFactory();
    }

    @Override
    protected Map<String, ?> required() {
      return Map.of("sampler", Objectives.gibbs());
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("steps", 0),
          new Bad("fastRate", -0.1),
          new Bad("fastDecay", 1.0),
          new Bad("restart", -0.5),
          new Bad("noiseScale", 0.0));
    }
  }

  @Nested
  class DenoisingScoreMatching extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new DenoisingScoreMatchingFactory();
    }

    @Override
    protected Map<String, ?> required() {
      return Map.of("sigma", 0.1);
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("sigma", 0.0), new Bad("sigma", Double.NaN));
    }
  }

  @Nested
  class Sgd extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new SgdFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("rate", Schedule.constant(-1)),
          new Bad("weightDecay", -0.1),
          new Bad("clipNorm", 0.0));
    }
  }

  @Nested
  class Momentum extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new MomentumFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("rate", Schedule.constant(Double.NaN)),
          new Bad("momentum", 1.0),
          new Bad("weightDecay", -0.1),
          new Bad("clipNorm", -1.0));
    }
  }

  @Nested
  class Adam extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new AdamFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("rate", Schedule.constant(-1)),
          new Bad("beta1", 1.0),
          new Bad("beta2", -0.1),
          new Bad("epsilon", 0.0),
          new Bad("weightDecay", -0.1),
          new Bad("clipNorm", 0.0));
    }
  }

  @Nested
  class Perceptron extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new PerceptronFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of();
    }
  }

  @Nested
  class StructuredHinge extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new StructuredHingeFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("cost", 0.0));
    }
  }

  @Nested
  class AveragedPerceptron extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new AveragedPerceptronFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("rate", 0.0));
    }
  }

  @Nested
  class Lbfgs extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new LbfgsFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("c2", -1.0),
          new Bad("history", 0),
          new Bad("armijo", 0.5),
          new Bad("wolfe", 1.0),
          new Bad("searchSteps", 1));
    }
  }

  @Nested
  class OwlQn extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new OwlQnFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("c1", -1.0),
          new Bad("c2", Double.NaN),
          new Bad("history", 0),
          new Bad("armijo", 0.0),
          new Bad("searchSteps", 1));
    }
  }

  @Nested
  class RatioMatching extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new RatioMatchingFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("units", 0));
    }
  }

  @Nested
  class MinimumProbabilityFlow extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new MinimumProbabilityFlowFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("units", 0));
    }
  }

  @Nested
  class DiffusionRecovery extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new DiffusionRecoveryFactory();
    }

    @Override
    protected Map<String, ?> required() {
      return Map.of("sampler", Objectives.mala(0.1));
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("steps", 0), new Bad("sigma", 0.0), new Bad("nodes", 3));
    }
  }

  @Nested
  class Nce extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new NceFactory();
    }

    @Override
    protected Map<String, ?> required() {
      return Map.of("noise", uniform());
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("ratio", 0), new Bad("logNormaliser", Double.NaN));
    }
  }

  @Nested
  class ConditionalNce extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new ConditionalNceFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("ratio", 0), new Bad("sigma", 0.0), new Bad("flip", 1.0));
    }
  }

  @Nested
  class EnergyDiscrepancy extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new EnergyDiscrepancyFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("samples", 0),
          new Bad("stabiliser", -1.0),
          new Bad("sigma", 0.0),
          new Bad("flip", 0.0));
    }
  }

  @Nested
  class Contrastive extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new ContrastiveFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("count", 0), new Bad("energyRegularization", 0.0));
    }
  }

  @Nested
  class Triplet extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new TripletFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("count", 0), new Bad("margin", 0.0));
    }
  }

  @Nested
  class InfoNce extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new InfoNceFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("temperature", 0.0));
    }
  }

  @Nested
  class Clip extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new ClipFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("temperature", 0.001));
    }
  }

  @Nested
  class ScoreMatching extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new ScoreMatchingFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("spacing", 0.0));
    }
  }

  @Nested
  class SlicedScoreMatching extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new SlicedScoreMatchingFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("projections", 0), new Bad("spacing", 0.0));
    }
  }

  @Nested
  class FiniteDifferenceScoreMatching extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new FiniteDifferenceScoreMatchingFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("projections", 0), new Bad("spacing", 0.0));
    }
  }

  @Nested
  class CrossEntropy extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new CrossEntropyFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of();
    }
  }

  @Nested
  class Mee extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new MeeFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of();
    }
  }

  @Nested
  class LogLoss extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new LogLossFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of();
    }
  }

  @Nested
  class Mce extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new MceFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of();
    }
  }

  @Nested
  class Hinge extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new HingeFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("margin", 0.0));
    }
  }

  @Nested
  class Lvq2 extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new Lvq2Factory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("ceiling", -1.0));
    }
  }

  @Nested
  class SquareSquare extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new SquareSquareFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("margin", Double.NaN));
    }
  }

  @Nested
  class SquareExponential extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new SquareExponentialFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("factor", 0.0));
    }
  }

  @Nested
  class EnergyMagnitude extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new EnergyMagnitudeFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("noise", -1.0));
    }
  }

  @Nested
  class GradientPenalty extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new GradientPenaltyFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("bound", -1.0), new Bad("noise", -1.0));
    }
  }

  @Nested
  class Marginal extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new MarginalFactory();
    }

    @Override
    protected Map<String, ?> required() {
      return Map.of("objective", Objectives.cd(Objectives.gibbs(), 1));
    }

    @Override
    protected List<Bad> bad() {
      return List.of();
    }
  }

  @Nested
  class AmortisedSvgd extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new AmortisedSvgdFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("particles", 1));
    }
  }

  @Nested
  class Sum extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new SumFactory();
    }

    @Override
    protected Map<String, ?> required() {
      return Map.of(
          "terms",
          List.of(new SumFactory.Term(Objectives.cd(Objectives.gibbs(), 1), Schedule.constant(1))));
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("terms", List.of()));
    }
  }

  @Nested
  class Unrolled extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new UnrolledFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("steps", 0),
          new Bad("steps", Integer.MAX_VALUE),
          new Bad("step", 0.0),
          new Bad("step", -0.1),
          new Bad("scale", 0.0),
          new Bad("noise", -1.0));
    }
  }

  private static Component<Noise> uniform() {
    return Component.of(
        new UniformNoiseFactory(), Defaults.create(UniformNoiseFactory.Config.class, Map.of()));
  }
}
