package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.AllPairs;
import io.ebm.api.Answering;
import io.ebm.api.Batch;
import io.ebm.api.BestDecodable;
import io.ebm.api.ClassEnergy;
import io.ebm.api.ClassScores;
import io.ebm.api.CostAugmented;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Joint;
import io.ebm.api.KnownMoments;
import io.ebm.api.Learnable;
import io.ebm.api.LikelihoodLearnable;
import io.ebm.api.PairCouplings;
import io.ebm.api.PairwiseCoupled;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.SiteDifferences;
import io.ebm.api.StateSpace;
import io.ebm.api.Subsampled;
import io.ebm.api.noise.NoiseConditioned;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The checks of capabilities fail on energies that have them broken on purpose. */
class FaultyCapabilitiesTest {

  /** The sound call, which a mistake may make or not. */
  private interface Sound {
    @Nullable Object call();
  }

  /** What a method of a capability does instead. */
  private interface Mistake {
    @Nullable Object instead(String method, Object[] arguments, Sound sound);
  }

  /** An energy whose methods of one capability have a mistake. */
  private static EnergyFunction spoilt(EnergyFunction base, Class<?> capability, Mistake mistake) {
    Set<Class<?>> types = new LinkedHashSet<>(List.of(EnergyFunction.class, capability));
    for (Class<?> type = base.getClass(); type != null; type = type.getSuperclass()) {
      types.addAll(List.of(type.getInterfaces()));
    }
    return (EnergyFunction)
        Proxy.newProxyInstance(
            FaultyCapabilitiesTest.class.getClassLoader(),
            types.toArray(new Class<?>[0]),
            (self, method, arguments) -> {
              if (method.getName().equals("as")) {
                Class<?> asked = (Class<?>) arguments[0];
                return asked.isInstance(self) ? Optional.of(self) : Optional.empty();
              }
              Sound sound =
                  () -> {
                    try {
                      return method.invoke(base, arguments);
                    } catch (InvocationTargetException failure) {
                      throw new IllegalStateException(failure.getCause());
                    } catch (IllegalAccessException failure) {
                      throw new LinkageError(failure.getMessage(), failure);
                    }
                  };
              return method.getDeclaringClass() == capability
                  ? mistake.instead(
                      method.getName(), arguments == null ? new Object[0] : arguments, sound)
                  : sound.call();
            });
  }

  private static void fails(EnergyCase faulty, Consumer<EnergyCase> check, String complaint) {
    assertThatThrownBy(() -> check.accept(faulty))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(complaint);
  }

  /** Scores of three classes, linear in two features. */
  private static final class Linear implements ClassScores {
    private final Parameters parameters = Parameters.builder().add("weights", 3, 2).build();

    Linear() {
      RandomStream.of(3).fillGaussian(parameters.values(), 0, 6);
    }

    @Override
    public StateSpace features() {
      return StateSpace.real(2);
    }

    @Override
    public int classes() {
      return 3;
    }

    @Override
    public Parameters parameters() {
      return parameters;
    }

    private float score(Batch c, int row, int k) {
      float[] w = parameters.values();
      return w[2 * k] * c.get(row, 0) + w[2 * k + 1] * c.get(row, 1);
    }

    @Override
    public void scores(Batch c, int rows, double[] out) {
      for (int i = 0; i < 3 * rows; i++) {
        out[i] = score(c, i / 3, i % 3);
      }
    }

    @Override
    public void accumulate(Batch c, int rows, RowLoss loss, Gradient into) {
      float[] f = new float[3];
      for (int i = 0; i < rows; i++) {
        for (int k = 0; k < 3; k++) {
          f[k] = score(c, i, k);
        }
        loss.differentiate(i, f, 0, 1);
        for (int k = 0; k < 6; k++) {
          into.values()[k] += f[k / 2] * c.get(i, k % 2);
        }
      }
    }
  }

  private static ClassEnergy classes() {
    return new ClassEnergy(new Linear(), EnergyCase.states(StateSpace.real(2), 67, stream()));
  }

  private static RandomStream stream() {
    return RandomStream.of(8);
  }

  private static EnergyCase bound(EnergyFunction energy) {
    Batch states = EnergyCase.states(energy.space(), 67, stream());
    return new EnergyCase(energy, states, true, EnergyCase.TOLERANCE, 1);
  }

  private static EnergyCase free(EnergyFunction energy) {
    return EnergyCase.of(energy, 1);
  }

  @Test
  void theSameBestStateTwice() {
    DecodingChecks.bestAreTheLowest(bound(classes()));
    Mistake mistake =
        (method, arguments, sound) -> {
          sound.call();
          Batch into = (Batch) arguments[2];
          into.copyRow(1, into, 0);
          ((double[]) arguments[3])[1] = ((double[]) arguments[3])[0];
          return null;
        };
    fails(
        bound(spoilt(classes(), BestDecodable.class, mistake)),
        DecodingChecks::bestAreTheLowest,
        "row 0, the energy of rank 1 is");
  }

  @Test
  void aViolatorWithoutItsCost() {
    DecodingChecks.violatorsAreTheWorst(bound(classes()));
    Mistake mistake =
        (method, arguments, sound) -> {
          arguments[1] = 0.0;
          return sound.call();
        };
    fails(
        bound(spoilt(classes(), CostAugmented.class, mistake)),
        DecodingChecks::violatorsAreTheWorst,
        "at a cost of 0.5, the value of row");
  }

  @Test
  void aLikelihoodWithoutTheGradientOfItsSum() {
    SumChecks.likelihoodIsThatOfItsParts(bound(classes()));
    ClassEnergy energy = classes();
    Mistake mistake =
        (method, arguments, sound) -> {
          Gradient kept = energy.parameters().newGradient();
          Gradient into = (Gradient) arguments[3];
          arguments[3] = kept;
          sound.call();
          energy.accumulate((Batch) arguments[0], (double[]) arguments[1], into);
          return null;
        };
    fails(
        bound(spoilt(energy, LikelihoodLearnable.class, mistake)),
        SumChecks::likelihoodIsThatOfItsParts,
        "accumulateLikelihood()");
  }

  /** Classes that know the energy of their features; half of it, if faulty. */
  private static final class WithMarginal extends ClassEnergy implements Joint {
    private final EnergyFunction marginal;

    WithMarginal(Linear scores, double factor) {
      super(scores, EnergyCase.states(StateSpace.real(2), 67, stream()));
      marginal = new Marginal(scores, factor);
    }

    @Override
    public EnergyFunction marginal() {
      return marginal;
    }
  }

  private record Marginal(Linear scores, double factor) implements EnergyFunction, Learnable {
    @Override
    public StateSpace space() {
      return scores.features();
    }

    @Override
    public void energies(Batch x, double[] out) {
      double[] all = new double[3 * x.size()];
      scores.scores(x, x.size(), all);
      for (int i = 0; i < x.size(); i++) {
        out[i] = -factor * ClassScores.logSumExp(3, all, 3 * i) + x.get(i, 0); // and a base
      }
    }

    @Override
    public Parameters parameters() {
      return scores.parameters();
    }

    @Override
    public void accumulate(Batch x, double[] weights, Gradient into) {}
  }

  @Test
  void halfAMarginal() {
    SumChecks.marginalIsTheSumOverTargets(bound(new WithMarginal(new Linear(), 1)));
    fails(
        bound(new WithMarginal(new Linear(), 0.5)),
        SumChecks::marginalIsTheSumOverTargets,
        "the marginal energy together move by");
  }

  @Test
  void termsThatAreNotScaled() {
    LogisticEnergy sound = new LogisticEnergy(40, 3, 1);
    SumChecks.termsMakeTheGradient(free(sound));
    Mistake mistake =
        (method, arguments, sound0) -> {
          sound0.call();
          if (method.equals("gradients")) {
            Batch out = (Batch) arguments[3];
            Batch x = (Batch) arguments[0];
            int count = (int) arguments[2];
            for (int k = 0; k < out.length(); k++) {
              float prior = x.array()[x.offset() + k];
              int at = out.offset() + k;
              out.array()[at] = prior + (out.array()[at] - prior) * count / 40;
            }
          }
          return method.equals("terms") ? 40 : null;
        };
    fails(
        free(spoilt(sound, Subsampled.class, mistake)),
        SumChecks::termsMakeTheGradient,
        "averaged over blocks of terms");
  }

  private static EnergyFunction withMoments(double variance) {
    return spoilt(
        GaussianEnergy.standard(2),
        KnownMoments.class,
        (method, arguments, sound) -> {
          Arrays.fill((double[]) arguments[0], 0, 2, method.equals("means") ? 0 : variance);
          return null;
        });
  }

  @Test
  void aVarianceOfTheSample() {
    LawChecks.momentsAreThoseOfTheLaw(free(withMoments(1)));
    fails(
        free(withMoments(1.05)),
        LawChecks::momentsAreThoseOfTheLaw,
        "the variance of coordinate 0 is 1");
  }

  /** A normal law, wider. */
  private record Wider(GaussianEnergy energy, double factor) implements EnergyFunction, Learnable {
    @Override
    public StateSpace space() {
      return energy.space();
    }

    @Override
    public void energies(Batch x, double[] out) {
      energy.energies(x, out);
      for (int i = 0; i < x.size(); i++) {
        out[i] *= factor;
      }
    }

    @Override
    public Parameters parameters() {
      return energy.parameters();
    }

    @Override
    public void accumulate(Batch x, double[] weights, Gradient into) {}
  }

  @Test
  void noiseThatIsNotSquared() {
    GaussianEnergy base = GaussianEnergy.standard(2);
    Mistake sound =
        (method, arguments, s) -> {
          double sigma = (double) arguments[0];
          return new Wider(base, 1 / (1 + sigma * sigma));
        };
    LawChecks.noiseBlursTheLaw(free(spoilt(base, NoiseConditioned.class, sound)), true);
    Mistake mistake = (method, arguments, s) -> new Wider(base, 1 / (1 + (double) arguments[0]));
    fails(
        free(spoilt(base, NoiseConditioned.class, mistake)),
        test -> LawChecks.noiseBlursTheLaw(test, true),
        "but blurred by force");
    Mistake ownParameters = (method, arguments, s) -> new Wider(GaussianEnergy.standard(2), 1);
    fails(
        free(spoilt(base, NoiseConditioned.class, ownParameters)),
        test -> LawChecks.noiseBlursTheLaw(test, false),
        "it has parameters of its own");
  }

  /** Fills gaps with zeros; may forget what is known, or tell too little. */
  private record Zeros(boolean keeps, boolean tells) implements EnergyFunction, Answering {
    @Override
    public StateSpace space() {
      return StateSpace.real(3);
    }

    @Override
    public void energies(Batch x, double[] out) {
      for (int i = 0; i < x.size(); i++) {
        out[i] = 0;
      }
    }

    @Override
    public List<String> columns() {
      return List.of("gaps");
    }

    @Override
    public List<List<String>> answer(Batch states) {
      List<List<String>> cells = new ArrayList<>();
      for (int i = 0; i < states.size(); i++) {
        int gaps = 0;
        for (int j = 0; j < states.dim(); j++) {
          gaps += Float.isNaN(states.get(i, j)) ? 1 : 0;
          if (!keeps || Float.isNaN(states.get(i, j))) {
            states.set(i, j, 0);
          }
        }
        cells.add(tells ? List.of(String.valueOf(gaps)) : List.of());
      }
      return cells;
    }
  }

  @Test
  void answersThatForgetOrTellTooLittle() {
    DecodingChecks.answersAreWhole(free(new Zeros(true, true)));
    fails(free(new Zeros(false, true)), DecodingChecks::answersAreWhole, "a unit known as");
    fails(free(new Zeros(true, false)), DecodingChecks::answersAreWhole, "for the columns");
  }

  @Test
  void pairsTheWrongWayRound() {
    ClassEnergy energy = new ClassEnergy(new Linear(), Batch.of(new float[] {1, 2, -1, 0.5f}, 2));
    Batch targets = Batch.of(new float[] {0, 1, 2}, 1);
    for (boolean turned : new boolean[] {false, true}) {
      EnergyFunction pairs =
          spoilt(
              energy,
              AllPairs.class,
              (method, arguments, sound) -> {
                Object answer = sound.call();
                if (turned && method.equals("pairEnergies")) {
                  double[] all = ((double[]) arguments[1]).clone();
                  for (int k = 0; k < 6; k++) {
                    ((double[]) arguments[1])[k] = all[k % 2 * 3 + k / 2];
                  }
                }
                return answer;
              });
      if (turned) {
        assertThatThrownBy(() -> PairChecks.allPairs(pairs, 2, targets, 1))
            .isInstanceOf(AssertionError.class)
            .hasMessageContaining("energy of the pair");
      } else {
        PairChecks.allPairs(pairs, 2, targets, 1);
      }
    }
  }

  private static SmallIsing ising() {
    return SmallIsing.random(StateSpace.spin(4), 0.5, RandomStream.of(1));
  }

  @Test
  void differencesCentredByTheBatch() {
    RowChecks.rowsAreIndependent(free(ising()));
    Mistake mistake =
        (method, arguments, sound) -> {
          Object answer = sound.call();
          if (method.equals("differences")) {
            Batch out = (Batch) arguments[1];
            float first = out.get(0, 0) + out.get(0, 1);
            for (int k = 1; k < out.size(); k++) {
              out.set(k, 0, out.get(k, 0) - 0.01f * first);
            }
          }
          return answer;
        };
    fails(
        free(spoilt(ising(), SiteDifferences.class, mistake)),
        RowChecks::rowsAreIndependent,
        "differences()");
  }

  @Test
  void rowsThatAreCountedFromTheEnd() {
    EnergyFunction energy =
        spoilt(
            GaussianEnergy.standard(2),
            EnergyFunction.class,
            (method, arguments, sound) -> {
              Object answer = sound.call();
              if (method.equals("energies")) {
                int n = ((Batch) arguments[0]).size();
                for (int i = 0; i < n; i++) {
                  ((double[]) arguments[1])[i] += 0.001 * (n - i);
                }
              }
              return answer;
            });
    fails(free(energy), RowChecks::rowsAreIndependent, "energies()");
  }

  /** An energy that counts in a field how often it was asked for its couplings. */
  private static final class Counting implements EnergyFunction, PairwiseCoupled {
    private final SmallIsing sound = ising();
    private int asked;

    @Override
    public StateSpace space() {
      return sound.space();
    }

    @Override
    public void energies(Batch x, double[] out) {
      sound.energies(x, out);
    }

    @Override
    public PairCouplings couplings() {
      asked++;
      return sound.couplings();
    }

    @Override
    public String toString() {
      return "asked " + asked;
    }
  }

  @Test
  void aFieldThatIsWrittenByAnyCapability() {
    EnergyChecks.callsKeepTheFields(free(ising()));
    fails(free(new Counting()), EnergyChecks::callsKeepTheFields, "a call writes asked");
  }
}
