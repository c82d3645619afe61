package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.Noise;
import io.ebm.api.NoiseFactory;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The checks of noises fail on noises broken on purpose, one mistake each. */
class FaultyNoisesTest {

  /** The normal law {@code N(1, 4)}, whose methods tests override with a mistake. */
  private static class Normal implements Noise.Density {
    @Override
    public void sample(Batch into, RandomStream random) {
      for (int i = 0; i < into.size(); i++) {
        for (int j = 0; j < into.dim(); j++) {
          into.set(i, j, (float) (1 + 2 * random.nextGaussian()));
        }
      }
    }

    @Override
    public void logDensities(Batch x, double[] out) {
      for (int i = 0; i < x.size(); i++) {
        out[i] = 0;
        for (int j = 0; j < x.dim(); j++) {
          double score = (x.get(i, j) - 1) / 2;
          out[i] -= 0.5 * score * score + Math.log(2 * Math.sqrt(2 * Math.PI));
        }
      }
    }
  }

  private record None() {}

  private record Given(Noise noise) implements NoiseFactory<None> {
    @Override
    public String name() {
      return "given";
    }

    @Override
    public String description() {
      return "A noise.";
    }

    @Override
    public Class<None> configType() {
      return None.class;
    }

    @Override
    public Noise create(None config, ComponentContext context) {
      return noise;
    }
  }

  private static NoiseCase test(StateSpace space, Noise noise) {
    Dataset data = Dataset.of(space, Batch.allocate(1, space.dim()));
    return new NoiseCase(Component.of(new Given(noise), new None()), data, 1);
  }

  private static void fails(Noise.Density density, Consumer<NoiseCase> check, String complaint) {
    for (int dim = 1; dim <= 2; dim++) {
      NoiseCase faulty = test(StateSpace.real(dim), space -> density);
      assertThatThrownBy(() -> check.accept(faulty))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("noise 'given' on Real")
          .hasMessageContaining(complaint);
      check.accept(test(StateSpace.real(dim), space -> new Normal()));
    }
  }

  @Test
  void drawingOutsideOfTheSpace() {
    StateSpace box = new StateSpace.Box(List.of(2), 0, 1);
    assertThatThrownBy(() -> NoiseChecks.drawsLieInTheSpace(test(box, space -> new Normal())))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("is not in the space");
  }

  @Test
  void writingBeyondItsRows() {
    Normal faulty =
        new Normal() {
          @Override
          public void sample(Batch into, RandomStream random) {
            super.sample(into, random);
            into.array()[into.offset() + into.length()] = 0;
          }
        };
    NoiseCase test = test(StateSpace.real(2), space -> faulty);
    assertThatThrownBy(() -> NoiseChecks.drawsLieInTheSpace(test))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("wrote beyond its rows");
  }

  @Test
  void addingToWhatRowsHold() {
    fails(
        new Normal() {
          @Override
          public void sample(Batch into, RandomStream random) {
            float before = into.size() > 0 ? into.get(0, 0) : 0;
            super.sample(into, random);
            if (into.size() > 0) {
              into.set(0, 0, into.get(0, 0) + before);
            }
          }
        },
        NoiseChecks::drawsFollowTheStream,
        "the same stream gives other draws");
  }

  @Test
  void drawingFromAStreamOfItsOwn() {
    fails(
        new Normal() {
          @Override
          public void sample(Batch into, RandomStream random) {
            super.sample(into, RandomStream.of(5));
          }
        },
        NoiseChecks::drawsFollowTheStream,
        "another stream gives the same draws");
  }

  @Test
  void centringByTheBatch() {
    fails(
        new Normal() {
          @Override
          public void logDensities(Batch x, double[] out) {
            super.logDensities(x, out);
            for (int i = 1; i < x.size(); i++) {
              out[i] -= 0.01 * out[0];
            }
          }
        },
        NoiseChecks::densitiesAreThoseOfRows,
        "in a batch, the log-density of draw");
  }

  @Test
  void aDensityOfAnotherMass() {
    fails(
        new Normal() {
          @Override
          public void logDensities(Batch x, double[] out) {
            super.logDensities(x, out);
            for (int i = 0; i < x.size(); i++) {
              out[i] += 0.05;
            }
          }
        },
        NoiseChecks::densityIsThatOfTheDraws,
        "has a mass of 1.05");
  }

  @Test
  void drawingWider() {
    fails(
        new Normal() {
          @Override
          public void sample(Batch into, RandomStream random) {
            super.sample(into, random);
            for (int i = 0; i < into.size(); i++) {
              into.set(i, 0, 1 + 1.1f * (into.get(i, 0) - 1));
            }
          }
        },
        NoiseChecks::densityIsThatOfTheDraws,
        "is the law of the draws");
  }

  @Test
  void favouringALevel() {
    StateSpace bits = StateSpace.binary(3);
    Noise.Density faulty =
        new Noise.Density() {
          @Override
          public void sample(Batch into, RandomStream random) {
            for (int k = 0; k < into.length(); k++) {
              into.array()[into.offset() + k] = random.nextDouble() < 0.53 ? 1 : 0;
            }
          }

          @Override
          public void logDensities(Batch x, double[] out) {
            Arrays.fill(out, 0, x.size(), -3 * Math.log(2));
          }
        };
    assertThatThrownBy(() -> NoiseChecks.densityIsThatOfTheDraws(test(bits, space -> faulty)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("is the law of the draws");
  }

  @Test
  void keepingItsWorkInAField() {
    fails(
        new Normal() {
          private double last;

          @Override
          public void logDensities(Batch x, double[] out) {
            super.logDensities(x, out);
            last += out[0];
          }

          @Override
          public String toString() {
            return "last " + last;
          }
        },
        NoiseChecks::callsKeepTheFields,
        "a call writes last");
  }

  @Test
  void refusingWithoutAReason() {
    NoiseCase test =
        test(
            StateSpace.real(1),
            space -> {
              throw new IllegalArgumentException();
            });
    assertThatThrownBy(test::density)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("without a reason");
  }
}
