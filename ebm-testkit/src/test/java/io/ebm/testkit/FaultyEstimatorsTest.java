package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFunction;
import io.ebm.api.EstimationContext;
import io.ebm.api.EstimatorFactory;
import io.ebm.api.FitContext;
import io.ebm.api.LogPartition;
import io.ebm.api.PartitionEstimator;
import io.ebm.api.Tractable;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The checks of estimators fail on estimators broken on purpose, one mistake each. */
class FaultyEstimatorsTest {

  private static final EstimatorTarget SPINS = EstimatorTarget.standard().get(0);
  private static final EstimatorTarget WELL = EstimatorTarget.standard().get(3);

  /** Asks the energy, with a little noise; tests override its methods with a mistake. */
  private static class Asking implements PartitionEstimator {
    @Override
    public String method() {
      return "asking";
    }

    @Override
    public LogPartition estimate(EnergyFunction energy, EstimationContext context) {
      FitContext.require("estimator 'asking'", FitContext.of(energy).lacks(Tractable.class));
      double value = value(energy) + 0.01 * context.random().nextGaussian();
      return Double.isNaN(value)
          ? LogPartition.invalid(method(), "the energy is not a number")
          : LogPartition.of(value, value - 0.03, value + 0.03, method(), 10);
    }

    static double value(EnergyFunction energy) {
      double[] out = new double[1];
      energy.as(Tractable.class).orElseThrow().logPartitions(1, out);
      return out[0];
    }
  }

  private record None() {}

  private record Given(PartitionEstimator estimator) implements EstimatorFactory<None> {
    @Override
    public String name() {
      return "asking";
    }

    @Override
    public String description() {
      return "Asks the energy.";
    }

    @Override
    public Class<None> configType() {
      return None.class;
    }

    @Override
    public Optional<String> misfit(@Nullable None config, FitContext context) {
      return context.lacks(Tractable.class);
    }

    @Override
    public PartitionEstimator create(None config, ComponentContext context) {
      return estimator;
    }
  }

  private static void fails(
      PartitionEstimator faulty,
      BiConsumer<Component<PartitionEstimator>, EstimatorTarget> check,
      EstimatorTarget target,
      String complaint) {
    assertThatThrownBy(() -> check.accept(Component.of(new Given(faulty), new None()), target))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("estimator 'asking' on")
        .hasMessageContaining(complaint);
    check.accept(Component.of(new Given(new Asking()), new None()), target);
  }

  private static void intervals(Component<PartitionEstimator> e, EstimatorTarget target) {
    EstimatorChecks.intervalsHoldTheExactValue(e, target, 1);
  }

  private static void alike(Component<PartitionEstimator> e, EstimatorTarget target) {
    EstimatorChecks.dependsOnTheSeedAlone(e, target, 1);
  }

  private static void honest(Component<PartitionEstimator> e, EstimatorTarget target) {
    EstimatorChecks.tellsOfWhatIsNotANumber(e, target, 1);
  }

  private static void refuses(Component<PartitionEstimator> e, EstimatorTarget target) {
    EstimatorChecks.refusesByTheSameSentence(e, target.energy(), target.context());
  }

  /** Changes what the sound one gives. */
  private abstract static class Changing extends Asking {
    abstract LogPartition changed(LogPartition sound, EstimationContext context);

    @Override
    public LogPartition estimate(EnergyFunction energy, EstimationContext context) {
      return changed(super.estimate(energy, context), context);
    }
  }

  @Test
  void aBiasBeyondItsInterval() {
    fails(
        new Changing() {
          @Override
          LogPartition changed(LogPartition sound, EstimationContext context) {
            double value = sound.value() + 0.1;
            return LogPartition.of(value, value - 0.03, value + 0.03, method(), 10);
          }
        },
        FaultyEstimatorsTest::intervals,
        SPINS,
        "outside of 5 intervals");
  }

  @Test
  void anIntervalThatDoesNotHoldItsValue() {
    fails(
        new Changing() {
          @Override
          LogPartition changed(LogPartition sound, EstimationContext context) {
            return LogPartition.of(sound.value(), 0, 1e-3, method(), 10);
          }
        },
        FaultyEstimatorsTest::intervals,
        SPINS,
        "a valid result is");
  }

  @Test
  void aResultOfAnotherMethod() {
    fails(
        new Changing() {
          @Override
          LogPartition changed(LogPartition sound, EstimationContext context) {
            return LogPartition.of(sound.value(), sound.lower(), sound.upper(), "exact", 10);
          }
        },
        FaultyEstimatorsTest::intervals,
        SPINS,
        "of the method 'exact'");
  }

  @Test
  void aStreamThatGoesOn() {
    AtomicInteger calls = new AtomicInteger();
    fails(
        new Changing() {
          @Override
          LogPartition changed(LogPartition sound, EstimationContext context) {
            double value = sound.value() + 1e-9 * calls.incrementAndGet();
            return LogPartition.of(value, sound.lower(), sound.upper(), method(), 10);
          }
        },
        FaultyEstimatorsTest::alike,
        SPINS,
        "again: gives");
  }

  @Test
  void aSumInTheOrderOfTheThreads() {
    fails(
        new Changing() {
          @Override
          LogPartition changed(LogPartition sound, EstimationContext context) {
            AtomicInteger last = new AtomicInteger();
            context.parallel(64, last::set);
            double value = sound.value() + 1e-6 * last.get();
            return LogPartition.of(value, sound.lower(), sound.upper(), method(), 10);
          }
        },
        FaultyEstimatorsTest::alike,
        SPINS,
        "in threads: gives");
  }

  @Test
  void parametersThatItWrites() {
    SmallIsing energy = (SmallIsing) EstimatorTarget.standard().get(0).energy();
    EstimatorTarget own = EstimatorTarget.discrete("own spins", energy);
    Asking faulty =
        new Asking() {
          @Override
          public LogPartition estimate(EnergyFunction given, EstimationContext context) {
            energy.parameters().values()[0] += 1e-3f;
            return super.estimate(given, context);
          }
        };
    fails(faulty, FaultyEstimatorsTest::alike, own, "it wrote the energy's");
  }

  @Test
  void notANumberThatCounts() {
    fails(
        new Changing() {
          @Override
          LogPartition changed(LogPartition sound, EstimationContext context) {
            return sound.valid() ? sound : LogPartition.of(3, 2, 4, method(), 10);
          }
        },
        FaultyEstimatorsTest::honest,
        SPINS,
        "that is NaN: gives");
  }

  @Test
  void notANumberThatIsThrown() {
    fails(
        new Changing() {
          @Override
          LogPartition changed(LogPartition sound, EstimationContext context) {
            if (!sound.valid()) {
              throw new IllegalStateException("NaN");
            }
            return sound;
          }
        },
        FaultyEstimatorsTest::honest,
        SPINS,
        "that is NaN: throws");
  }

  @Test
  void aMisfitThatIsPassedOver() {
    fails(
        new Asking() {
          @Override
          public LogPartition estimate(EnergyFunction energy, EstimationContext context) {
            return LogPartition.invalid(method(), "no sum");
          }
        },
        FaultyEstimatorsTest::refuses,
        WELL,
        "estimates although");
  }

  @Test
  void aMisfitThatIsToldOtherwise() {
    fails(
        new Asking() {
          @Override
          public LogPartition estimate(EnergyFunction energy, EstimationContext context) {
            throw new IllegalArgumentException("cannot");
          }
        },
        FaultyEstimatorsTest::refuses,
        WELL,
        "refuses by 'cannot'");
  }
}
