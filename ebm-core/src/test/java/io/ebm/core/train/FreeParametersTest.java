package io.ebm.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.ElementwiseOptimizer;
import io.ebm.api.FullBatchOptimizer;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.core.UserException;
import io.ebm.core.config.Tensors;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FreeParametersTest {

  /** Of which {@code a.w} and {@code b.w} are to be equal, and {@code c} frozen. */
  private static Parameters parameters() {
    Parameters parameters =
        Parameters.builder().add("a.w", 2).add("c", 20).add("b.w", 2).add("d", 3).build();
    for (int i = 0; i < parameters.size(); i++) {
      parameters.values()[i] = i;
    }
    return parameters;
  }

  private static final Tensors SETTINGS =
      new Tensors(
          null,
          List.of("c"),
          List.of(new Tensors.Tie("a", "b")),
          List.of(new Tensors.Rate("", 3), new Tensors.Rate("d", 0.5)));

  private static FreeParameters free(Parameters parameters, boolean sparse) {
    TensorRules rules = TensorRules.of(SETTINGS, parameters);
    return new FreeParameters(rules, parameters, parameters.tensors().size(), sparse);
  }

  @Test
  void anOptimizerSeesWhatIsFreeOnce() {
    Parameters parameters = parameters();
    FreeParameters free = free(parameters, false);
    free.equalise(parameters.values());
    assertThat(free.gather().tensors())
        .extracting(Parameters.Tensor::name)
        .containsExactly("a.w", "d");
    assertThat(free.free().values()).containsExactly(0, 1, 24, 25, 26);
    free.free().values()[0] = 50;
    free.free().values()[4] = 51;
    free.scatter();
    assertThat(parameters.values()).startsWith(50, 1, 2, 3).endsWith(21, 50, 1, 24, 25, 51);
  }

  @Test
  void gradientsOfEqualTensorsAreSummedAndThoseOfFrozenOnesVanish() {
    Parameters parameters = parameters();
    FreeParameters free = free(parameters, false);
    Gradient gradient = parameters.newGradient();
    for (int i = 0; i < parameters.size(); i++) {
      gradient.values()[i] = 1 + i;
    }
    double norm = free.fold(gradient);
    assertThat(gradient.values()[0]).isEqualTo(1 + 23);
    assertThat(gradient.values()[23]).isEqualTo(2 + 24);
    assertThat(gradient.values()[2]).isZero();
    assertThat(norm).isCloseTo(free.gather(gradient).norm(), within(1e-9));
    assertThat(free.gather(gradient).values()).containsExactly(24, 26, 25, 26, 27);
  }

  /** The same, whether or not it is known which values are zero. */
  @Test
  void sparseGradientsAreFoldedAsDenseOnes() {
    Parameters parameters = parameters();
    FreeParameters ofDense = free(parameters, false);
    FreeParameters ofSparse = free(parameters, true);
    Gradient dense = parameters.newGradient();
    Gradient sparse = parameters.newSparseGradient();
    Random random = new Random(3);
    for (int step = 0; step < 50; step++) {
      dense.clear();
      sparse.clear();
      for (int k = 0; k < 2; k++) {
        int i = random.nextInt(parameters.size());
        sparse.mark(i, i + 1);
        dense.values()[i] = i + step;
        sparse.values()[i] = i + step;
      }
      assertThat(ofSparse.fold(sparse)).isEqualTo(ofDense.fold(dense));
      Gradient gathered = ofSparse.gather(sparse);
      assertThat(gathered.isSparse()).isTrue();
      assertThat(gathered.values()).isEqualTo(ofDense.gather(dense).values());
    }
  }

  @Test
  void aStepIsLongerByTheFactorOfTheLongestPrefix() {
    Parameters parameters = parameters();
    FreeParameters free = free(parameters, false);
    float[] before = free.gather().values().clone();
    for (int i = 0; i < before.length; i++) {
      free.free().values()[i] += 2;
    }
    free.shorten(before, 1);
    assertThat(free.rates()).isTrue();
    assertThat(free.free().values()).containsExactly(6, 7, 25, 26, 27);
  }

  /** Whatever a model's constraint does. */
  @Test
  void aChangeLeavesFrozenOnesAndEqualityAlone() {
    Parameters parameters = parameters();
    FreeParameters free = free(parameters, false);
    float[] values = parameters.values();
    values[2] = -0f;
    free.hold(
        values,
        () -> {
          for (int i = 0; i < values.length; i++) {
            values[i] = 100 + i;
          }
        });
    assertThat(Float.floatToRawIntBits(values[2])).isEqualTo(Float.floatToRawIntBits(-0f));
    assertThat(values).startsWith(100, 101).endsWith(21, 100, 101, 124, 125, 126);
  }

  @Test
  void saysWhatIsWrongWithEachRuleAndWhatWasMeant() {
    Tensors wrong =
        new Tensors(
            null,
            List.of("a", "e"),
            List.of(
                new Tensors.Tie("a.", "b"), new Tensors.Tie("c", "d"), new Tensors.Tie("d", "d")),
            List.of(
                new Tensors.Rate("a.v", 2), new Tensors.Rate("d", 2), new Tensors.Rate("d", 3)));
    String names = "; the names are: a.w, c, b.w, d";
    assertThatThrownBy(() -> TensorRules.of(wrong, parameters()))
        .isInstanceOf(UserException.class)
        .hasMessage(
            """
            training.tensors.frozen[1]: no tensor of the model has a name that begins with 'e'%1$s; \
            did you mean 'a' or 'b' or 'c'?
            training.tensors.tied[0].with: no tensor of the model has a name that begins with 'bw'%1$s; \
            did you mean 'b' or 'b.w'?
            training.tensors.tied[1].with: tensor 'd' has the shape [3] and 'c' [20]; only tensors \
            of one shape can be equal
            training.tensors.tied[2].with: tensor 'd' is tied to 'd' anyway
            training.tensors.rates[0].prefix: no tensor of the model has a name that begins with \
            'a.v'%1$s; did you mean 'a.w' or 'a'?
            training.tensors.rates[2].prefix: 'd' has a rate already"""
                .formatted(names));
  }

  @Test
  void equalTensorsAreTreatedEqually() {
    Tensors unequal =
        new Tensors(
            null,
            List.of("b"),
            List.of(new Tensors.Tie("a", "b")),
            List.of(new Tensors.Rate("a", 2)));
    assertThatThrownBy(() -> TensorRules.of(unequal, parameters()))
        .hasMessage(
            """
            training.tensors.frozen: 'a.w' and 'b.w' are tied, and one alone is frozen; freeze both \
            or neither
            training.tensors.rates: 'a.w' and 'b.w' are tied, and their factors are 2.0 and 1.0; \
            give both one factor""");
  }

  @Test
  void ratesNeedAnOptimizerThatMovesEveryParameterByItself() {
    Tensors rates = new Tensors(null, null, null, List.of(new Tensors.Rate("a", 2)));
    ElementwiseOptimizer each = (parameters, gradient) -> (from, to) -> {};
    FullBatchOptimizer whole =
        (parameters, loss) -> new FullBatchOptimizer.Iteration(0, 0, 0, null);
    assertThat(TensorRules.problems(rates, parameters(), "e", each, "each")).isEmpty();
    assertThat(TensorRules.problems(rates, parameters(), "e", whole, "whole"))
        .containsExactly(
            "training.tensors.rates: optimizer 'whole' does not move every parameter by a rate of"
                + " its own; leave the key out, or take an optimizer that does, as adam");
  }

  @Test
  void aPrefixIsWholePartsOfAName() {
    assertThat(TensorNames.begins("layers.10.weight", "layers.1")).isFalse();
    assertThat(TensorNames.begins("layers.1.weight", "layers.1")).isTrue();
    assertThat(TensorNames.begins("layers.1.weight", "layers.1.")).isTrue();
    assertThat(TensorNames.begins("layers.1", "layers.1")).isTrue();
    assertThat(TensorNames.begins("layers.1", "")).isTrue();
  }
}
