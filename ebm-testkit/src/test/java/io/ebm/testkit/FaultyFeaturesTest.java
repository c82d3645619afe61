package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.Features;
import io.ebm.api.FeaturesFactory;
import io.ebm.api.StateSpace;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The checks of features fail on features broken on purpose, one mistake each. */
class FaultyFeaturesTest {

  /** The sum and the first coordinate, whose methods tests override with a mistake. */
  private static class Sums implements Features {
    @Override
    public int dim() {
      return 2;
    }

    @Override
    public String description() {
      return "the sum and the first coordinate";
    }

    @Override
    public void compute(Batch rows, Batch into) {
      for (int i = 0; i < rows.size(); i++) {
        float sum = 0;
        for (int k = 0; k < rows.dim(); k++) {
          sum += rows.get(i, k);
        }
        into.set(i, 0, sum);
        into.set(i, 1, rows.get(i, 0));
      }
    }
  }

  private record None() {}

  private record Given(Supplier<Features> features) implements FeaturesFactory<None> {
    @Override
    public String name() {
      return "given";
    }

    @Override
    public String description() {
      return "Features.";
    }

    @Override
    public Class<None> configType() {
      return None.class;
    }

    @Override
    public Features create(None config, ComponentContext context) {
      return features.get();
    }
  }

  private static FeaturesCase test(Supplier<Features> features) {
    Dataset data = Dataset.of(StateSpace.real(3), Batch.allocate(1, 3));
    return new FeaturesCase(Component.of(new Given(features), new None()), data, 1);
  }

  private static void fails(
      Supplier<Features> faulty, Consumer<FeaturesCase> check, String complaint) {
    assertThatThrownBy(() -> check.accept(test(faulty)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("features 'given' on Real")
        .hasMessageContaining(complaint);
    check.accept(test(Sums::new));
  }

  @Test
  void withoutADescription() {
    fails(
        () ->
            new Sums() {
              @Override
              public String description() {
                return " ";
              }
            },
        FeaturesChecks::areDescribed,
        "description() is blank");
  }

  @Test
  void notFinite() {
    fails(
        () ->
            new Sums() {
              @Override
              public void compute(Batch rows, Batch into) {
                super.compute(rows, into);
                for (int i = 0; i < rows.size(); i++) {
                  into.set(i, 1, (float) Math.log(rows.get(i, 0) > 0 ? 1 : 0));
                }
              }
            },
        FeaturesChecks::fillTheRows,
        "is -Infinity");
  }

  @Test
  void leftAsItWas() {
    fails(
        () ->
            new Sums() {
              @Override
              public void compute(Batch rows, Batch into) {
                super.compute(rows.slice(0, rows.size() / 2), into);
              }
            },
        FeaturesChecks::fillTheRows,
        "feature 0 of row 18 is -12345.5");
  }

  @Test
  void ofTheWholeBatch() {
    fails(
        () ->
            new Sums() {
              @Override
              public void compute(Batch rows, Batch into) {
                super.compute(rows, into);
                for (int i = 0; i < rows.size(); i++) {
                  into.set(i, 1, rows.get(i, 0) - rows.get(rows.size() - 1, 0));
                }
              }
            },
        FeaturesChecks::areThoseOfRows,
        "feature 1 of row 0 is 0.0 alone");
  }

  @Test
  void writingTheStates() {
    fails(
        () ->
            new Sums() {
              @Override
              public void compute(Batch rows, Batch into) {
                super.compute(rows, into);
                if (rows.size() > 1) {
                  rows.set(0, 0, 0);
                }
              }
            },
        FeaturesChecks::areThoseOfRows,
        "compute() wrote its input");
  }

  @Test
  void otherwiseEachTime() {
    AtomicInteger made = new AtomicInteger();
    fails(
        () -> {
          int number = made.incrementAndGet();
          return new Sums() {
            @Override
            public void compute(Batch rows, Batch into) {
              super.compute(rows, into);
              for (int i = 0; i < rows.size(); i++) {
                into.set(i, 1, number);
              }
            }
          };
        },
        FeaturesChecks::areTheSameAgain,
        "made again, they give other numbers");
  }

  @Test
  void keepingAField() {
    fails(
        () ->
            new Sums() {
              private float last;

              @Override
              public void compute(Batch rows, Batch into) {
                super.compute(rows, into);
                last += rows.get(0, 0);
              }

              @Override
              public String description() {
                return "up to " + last;
              }
            },
        FeaturesChecks::callsKeepTheFields,
        "a call writes");
  }
}
