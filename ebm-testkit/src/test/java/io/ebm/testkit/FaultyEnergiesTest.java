package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ExactDraws;
import io.ebm.api.ExactExpectations;
import io.ebm.api.GibbsSampled;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Parameters;
import io.ebm.api.Proposing;
import io.ebm.api.RandomStream;
import io.ebm.api.ScoreLearnable;
import io.ebm.api.StateSpace;
import io.ebm.api.Tractable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The checks of energies fail on energies broken on purpose, one mistake each. */
class FaultyEnergiesTest {

  /** A Gaussian whose methods tests override with a mistake. */
  private static class Faulty
      implements EnergyFunction, ScoreLearnable, Tractable, ExactDraws, ExactExpectations {
    final GaussianEnergy sound =
        GaussianEnergy.ofCovariance(new double[] {1, -1}, new double[][] {{1, 0.5}, {0.5, 2}});

    @Override
    public StateSpace space() {
      return sound.space();
    }

    @Override
    public void energies(Batch x, double[] out) {
      sound.energies(x, out);
    }

    @Override
    public void gradients(Batch x, double[] energies, Batch out) {
      sound.gradients(x, energies, out);
    }

    @Override
    public Parameters parameters() {
      return sound.parameters();
    }

    @Override
    public void accumulate(Batch x, double[] weights, Gradient into) {
      sound.accumulate(x, weights, into);
    }

    @Override
    public void accumulateDirectional(Batch x, Batch v, double[] weights, Gradient into) {
      sound.accumulateDirectional(x, v, weights, into);
    }

    @Override
    public void logPartitions(int rows, double[] out) {
      sound.logPartitions(rows, out);
    }

    @Override
    public void accumulateExpectations(double[] weights, Gradient into) {
      sound.accumulateExpectations(weights, into);
    }

    @Override
    public void sample(Batch into, RandomStream random) {
      sound.sample(into, random);
    }
  }

  private record Mistake(String name, EnergyFunction energy, Consumer<EnergyCase> check) {}

  private static List<Mistake> mistakes() {
    List<Mistake> all = new ArrayList<>();
    all.add(
        new Mistake(
            "a gradient one percent too great",
            new Faulty() {
              @Override
              public void gradients(Batch x, double[] energies, Batch out) {
                super.gradients(x, energies, out);
                for (int i = 0; i < out.size(); i++) {
                  out.set(i, 1, 1.01f * out.get(i, 1));
                }
              }
            },
            GradientChecks::gradientIsDerivative));
    all.add(
        new Mistake(
            "other energies from gradients() than from energies()",
            new Faulty() {
              @Override
              public void gradients(Batch x, double[] energies, Batch out) {
                super.gradients(x, energies, out);
                energies[0] += 0.01;
              }
            },
            GradientChecks::gradientIsDerivative));
    all.add(
        new Mistake(
            "a parameter without derivative",
            new Faulty() {
              @Override
              public void accumulate(Batch x, double[] weights, Gradient into) {
                float before = into.values()[3];
                super.accumulate(x, weights, into);
                into.values()[3] = before;
              }
            },
            GradientChecks::accumulateIsDerivative));
    all.add(
        new Mistake(
            "a directional derivative of the wrong sign",
            new Faulty() {
              @Override
              public void accumulateDirectional(Batch x, Batch v, double[] w, Gradient into) {
                super.accumulateDirectional(x, v, negated(w), into);
              }
            },
            GradientChecks::directionalIsDerivative));
    all.add(
        new Mistake(
            "a Hessian without the weights",
            new Faulty() {
              @Override
              public void accumulateDirectional(
                  Batch x, Batch v, double[] w, Batch products, Gradient into) {
                double[] ones = new double[w.length];
                Arrays.fill(ones, 1);
                super.accumulateDirectional(x, v, ones, products, parameters().newGradient());
                accumulateDirectional(x, v, w, into);
              }
            },
            GradientChecks::directionalIsDerivative));
    all.add(
        new Mistake(
            "accumulate() overwrites",
            new Faulty() {
              @Override
              public void accumulate(Batch x, double[] weights, Gradient into) {
                into.clear();
                super.accumulate(x, weights, into);
              }
            },
            EnergyChecks::accumulateIsLinear));
    all.add(
        new Mistake(
            "accumulate() takes weights for positive",
            new Faulty() {
              @Override
              public void accumulate(Batch x, double[] weights, Gradient into) {
                super.accumulate(x, Arrays.stream(weights).map(Math::abs).toArray(), into);
              }
            },
            EnergyChecks::accumulateIsLinear));
    all.add(
        new Mistake(
            "rows that depend on each other",
            new Faulty() {
              @Override
              public void energies(Batch x, double[] out) {
                super.energies(x, out);
                for (int i = 1; i < x.size(); i++) {
                  out[0] += 1e-3 * out[i];
                }
              }
            },
            EnergyChecks::batchEqualsRows));
    all.add(
        new Mistake(
            "an offset ignored",
            new Faulty() {
              @Override
              public void energies(Batch x, double[] out) {
                super.energies(Batch.of(x.array(), 0, x.size(), x.dim()), out);
              }
            },
            EnergyChecks::usesArraysAsAgreed));
    all.add(
        new Mistake(
            "an input written",
            new Faulty() {
              @Override
              public void energies(Batch x, double[] out) {
                super.energies(x, out);
                if (x.size() > 0) {
                  x.set(0, 0, x.get(0, 0) + 1);
                }
              }
            },
            EnergyChecks::usesArraysAsAgreed));
    all.add(
        new Mistake(
            "a longer result array filled",
            new Faulty() {
              @Override
              public void energies(Batch x, double[] out) {
                Arrays.fill(out, 0);
                super.energies(x, out);
              }
            },
            EnergyChecks::usesArraysAsAgreed));
    all.add(
        new Mistake(
            "working memory in a field",
            new Faulty() {
              private double[] shared = new double[0];

              @Override
              public void energies(Batch x, double[] out) {
                shared = new double[x.size()];
                super.energies(x, shared);
                LockSupport.parkNanos(1_000_000); // for another thread to come between
                System.arraycopy(shared, 0, out, 0, x.size());
              }
            },
            EnergyChecks::isThreadSafe));
    all.add(
        new Mistake(
            "a sum in a field",
            new Faulty() {
              private double sum;

              @Override
              public void energies(Batch x, double[] out) {
                super.energies(x, out);
                for (int i = 0; i < x.size(); i++) {
                  sum = out[i];
                  out[i] = sum;
                }
              }
            },
            EnergyChecks::callsKeepTheFields));
    all.add(
        new Mistake(
            "an accumulator in an object of an object",
            new Faulty() {
              private final List<double[]> sums = List.of(new double[2]);

              @Override
              public void accumulate(Batch x, double[] weights, Gradient into) {
                super.accumulate(x, weights, into);
                sums.get(0)[1] += x.get(0, 0);
              }
            },
            EnergyChecks::callsKeepTheFields));
    all.add(
        new Mistake(
            "working memory that grows",
            new Faulty() {
              private double[] work = new double[0];

              @Override
              public void energies(Batch x, double[] out) {
                if (work.length < x.size()) {
                  work = new double[x.size()];
                }
                super.energies(x, work);
                System.arraycopy(work, 0, out, 0, x.size());
              }
            },
            EnergyChecks::callsKeepTheFields));
    all.add(
        new Mistake(
            "an expectation that forgets its weight",
            new Faulty() {
              @Override
              public void accumulateExpectations(double[] weights, Gradient into) {
                super.accumulateExpectations(new double[] {1}, into);
              }
            },
            ExactChecks::expectationsAreExact));
    return all;
  }

  private static double[] negated(double[] values) {
    return Arrays.stream(values).map(value -> -value).toArray();
  }

  @TestFactory
  Stream<DynamicTest> everyMistakeIsCaught() {
    return mistakes().stream()
        .map(
            mistake ->
                DynamicTest.dynamicTest(
                    mistake.name(),
                    () ->
                        assertThatThrownBy(
                                () -> mistake.check().accept(EnergyCase.of(mistake.energy(), 1)))
                            .isInstanceOf(AssertionError.class)));
  }

  @TestFactory
  Stream<DynamicTest> withoutItTheCheckPasses() {
    return mistakes().stream()
        .map(
            mistake ->
                DynamicTest.dynamicTest(
                    "without " + mistake.name(),
                    () ->
                        assertThatCode(() -> mistake.check().accept(EnergyCase.of(new Faulty(), 1)))
                            .doesNotThrowAnyException()));
  }

  /** Memory of each thread's, and what volatile fields and concurrent classes hold. */
  private static final class Careful extends Faulty {
    private final ThreadLocal<double[]> work = ThreadLocal.withInitial(() -> new double[100]);
    private final AtomicLong calls = new AtomicLong();
    private volatile double last;
    private double[] firstUse = new double[0];

    @Override
    public void energies(Batch x, double[] out) {
      if (firstUse.length == 0) {
        firstUse = new double[] {1};
      }
      calls.incrementAndGet();
      super.energies(x, work.get());
      System.arraycopy(work.get(), 0, out, 0, x.size());
      last = out[0] * firstUse[0];
    }

    @Override
    public String toString() {
      return calls + " calls, the last of " + last;
    }
  }

  @Test
  void fieldsThatThreadsMayShareAreNoMistake() {
    EnergyChecks.callsKeepTheFields(EnergyCase.of(new Careful(), 1));
  }

  @Test
  void theFieldAtFaultIsNamed() {
    Mistake sum =
        mistakes().stream()
            .filter(m -> m.name().equals("a sum in a field"))
            .findFirst()
            .orElseThrow();
    assertThatThrownBy(() -> sum.check().accept(EnergyCase.of(sum.energy(), 1)))
        .hasMessageContaining(": a call writes sum, where calls from other threads write too");
  }

  /** A spin model whose methods tests override with a mistake. */
  private static class FaultyIsing
      implements EnergyFunction, Learnable, GibbsSampled, Tractable, ExactDraws, ExactExpectations {
    final SmallIsing sound = SmallIsing.random(StateSpace.spin(5), 0.5, RandomStream.of(2));

    @Override
    public StateSpace space() {
      return sound.space();
    }

    @Override
    public void energies(Batch x, double[] out) {
      sound.energies(x, out);
    }

    @Override
    public Parameters parameters() {
      return sound.parameters();
    }

    @Override
    public void accumulate(Batch x, double[] weights, Gradient into) {
      sound.accumulate(x, weights, into);
    }

    @Override
    public void sweep(Batch x, int sweeps, double beta, RandomStream random) {
      sound.sweep(x, sweeps, beta, random);
    }

    @Override
    public void logPartitions(int rows, double[] out) {
      sound.logPartitions(rows, out);
    }

    @Override
    public void accumulateExpectations(double[] weights, Gradient into) {
      sound.accumulateExpectations(weights, into);
    }

    @Override
    public void sample(Batch into, RandomStream random) {
      sound.sample(into, random);
    }
  }

  @TestFactory
  Stream<DynamicTest> everyMistakeOfADiscreteEnergyIsCaught() {
    List<Mistake> all = new ArrayList<>();
    all.add(
        new Mistake(
            "beta ignored",
            new FaultyIsing() {
              @Override
              public void sweep(Batch x, int sweeps, double beta, RandomStream random) {
                super.sweep(x, sweeps, 1, random);
              }
            },
            ExactChecks::sweepKeepsItsTarget));
    all.add(
        new Mistake(
            "a sweep that moves nothing",
            new FaultyIsing() {
              @Override
              public void sweep(Batch x, int sweeps, double beta, RandomStream random) {}
            },
            ExactChecks::sweepKeepsItsTarget));
    all.add(
        new Mistake(
            "a partition function off by a constant",
            new FaultyIsing() {
              @Override
              public void logPartitions(int rows, double[] out) {
                super.logPartitions(rows, out);
                for (int i = 0; i < rows; i++) {
                  out[i] += 1e-3;
                }
              }
            },
            ExactChecks::logPartitionIsExact));
    all.add(
        new Mistake(
            "samples of another temperature",
            new FaultyIsing() {
              @Override
              public void sample(Batch into, RandomStream random) {
                Enumeration.of(sound).sample(into, 0.9, random);
              }
            },
            ExactChecks::samplesAreExact));
    return all.stream()
        .map(
            mistake ->
                DynamicTest.dynamicTest(
                    mistake.name(),
                    () -> {
                      assertThatThrownBy(
                              () -> mistake.check().accept(EnergyCase.of(mistake.energy(), 1)))
                          .isInstanceOf(AssertionError.class);
                      mistake.check().accept(EnergyCase.of(new FaultyIsing(), 1));
                    }));
  }

  /** A Gaussian with a generator, whose methods tests override with a mistake. */
  private static class FaultyGenerator implements EnergyFunction, Proposing {
    final ProposedGaussian sound =
        new ProposedGaussian(
            GaussianEnergy.standard(2), new double[] {1, -1}, new double[][] {{1, 0}, {0.5, 2}});

    @Override
    public StateSpace space() {
      return sound.space();
    }

    @Override
    public void energies(Batch x, double[] out) {
      sound.energies(x, out);
    }

    @Override
    public Parameters parameters() {
      return sound.parameters();
    }

    @Override
    public void accumulate(Batch x, double[] weights, Gradient into) {
      sound.accumulate(x, weights, into);
    }

    @Override
    public void propose(Batch into, RandomStream random) {
      sound.propose(into, random);
    }

    @Override
    public void accumulateProposals(RandomStream random, Batch slopes, Gradient into) {
      sound.accumulateProposals(random, slopes, into);
    }
  }

  @TestFactory
  Stream<DynamicTest> everyMistakeOfAGeneratorIsCaught() {
    List<Mistake> all = new ArrayList<>();
    all.add(
        new Mistake(
            "proposals that begin where the rows stood",
            new FaultyGenerator() {
              @Override
              public void propose(Batch into, RandomStream random) {
                Batch before = into.copy();
                super.propose(into, random);
                into.set(1, 1, into.get(1, 1) + 0.1f * before.get(1, 1));
              }
            },
            ProposalChecks::proposalsAreDraws));
    all.add(
        new Mistake(
            "one draw for all rows",
            new FaultyGenerator() {
              @Override
              public void propose(Batch into, RandomStream random) {
                super.propose(into, random);
                for (int i = 1; i < into.size(); i++) {
                  into.copyRow(i, into, 0);
                }
              }
            },
            ProposalChecks::proposalsAreDraws));
    all.add(
        new Mistake(
            "proposals of no stream",
            new FaultyGenerator() {
              @Override
              public void propose(Batch into, RandomStream random) {
                super.propose(into, RandomStream.of(3));
              }
            },
            ProposalChecks::proposalsAreDraws));
    all.add(
        new Mistake(
            "a proposal that is not a number",
            new FaultyGenerator() {
              @Override
              public void propose(Batch into, RandomStream random) {
                super.propose(into, random);
                if (into.size() > 2) {
                  into.set(2, 0, Float.NaN);
                }
              }
            },
            ProposalChecks::proposalsAreDraws));
    all.add(
        new Mistake(
            "derivatives of other proposals",
            new FaultyGenerator() {
              @Override
              public void accumulateProposals(RandomStream random, Batch slopes, Gradient into) {
                super.accumulateProposals(random.split("own"), slopes, into);
              }
            },
            ProposalChecks::accumulateProposalsIsDerivative));
    all.add(
        new Mistake(
            "a parameter of the generator without derivative",
            new FaultyGenerator() {
              @Override
              public void accumulateProposals(RandomStream random, Batch slopes, Gradient into) {
                int last = into.values().length - 1;
                float before = into.values()[last];
                super.accumulateProposals(random, slopes, into);
                into.values()[last] = before;
              }
            },
            ProposalChecks::accumulateProposalsIsDerivative));
    all.add(
        new Mistake(
            "accumulateProposals() overwrites",
            new FaultyGenerator() {
              @Override
              public void accumulateProposals(RandomStream random, Batch slopes, Gradient into) {
                into.clear();
                super.accumulateProposals(random, slopes, into);
              }
            },
            ProposalChecks::accumulateProposalsIsDerivative));
    return all.stream()
        .map(
            mistake ->
                DynamicTest.dynamicTest(
                    mistake.name(),
                    () -> {
                      assertThatThrownBy(
                              () -> mistake.check().accept(EnergyCase.of(mistake.energy(), 1)))
                          .isInstanceOf(AssertionError.class);
                      mistake.check().accept(EnergyCase.of(new FaultyGenerator(), 1));
                    }));
  }
}
