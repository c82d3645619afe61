package io.ebm.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ClassScoresTest {

  private static final int AT = 2;
  private static final int STRIDE = 3;

  @Test
  void softmaxOfAnyNumberOfClassesIsThatOfDoubles() {
    Random random = new Random(3);
    for (int classes = 2; classes <= 40; classes++) {
      for (int label : new int[] {-1, 0, classes - 1}) {
        float[] scores = new float[AT + classes * STRIDE];
        double sum = 0;
        for (int k = 0; k < classes; k++) {
          scores[AT + k * STRIDE] = 20 * (random.nextFloat() - 0.5f);
          sum += Math.exp(scores[AT + k * STRIDE]);
        }
        float[] before = scores.clone();

        double log = ClassScores.softmax(classes, scores, AT, STRIDE, 0.7, label);

        assertThat(log).isCloseTo(Math.log(sum), within(1e-6));
        for (int i = 0; i < scores.length; i++) {
          int k = (i - AT) / STRIDE;
          double expected =
              i < AT || (i - AT) % STRIDE != 0
                  ? before[i]
                  : 0.7 * (Math.exp(before[i]) / sum - (k == label ? 1 : 0));
          assertThat((double) scores[i])
              .as("%d of %d", k, classes)
              .isCloseTo(expected, within(2e-7));
        }
      }
    }
  }

  @Test
  void scoresFarApartNeitherOverflowNorLoseTheSmallOne() {
    float[] scores = {500, 480};

    double log = ClassScores.softmax(2, scores, 0, 1, 1, 0);

    double small = Math.exp(-20);
    assertThat(log).isCloseTo(500 + small, within(1e-9));
    assertThat((double) scores[0]).isCloseTo(-small, within(1e-6 * small));
    assertThat((double) scores[1]).isCloseTo(small, within(1e-6 * small));
  }
}
