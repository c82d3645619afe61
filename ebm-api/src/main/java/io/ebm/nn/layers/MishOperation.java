package io.ebm.nn.layers;

import io.ebm.math.Elementwise;
import io.ebm.math.Scratch;
import io.ebm.nn.PointwiseOperation;

/**
 * {@code y = x T(x)} with {@code T = tanh(softplus(x))}. So {@code y' = T + x T'}, {@code y'' = 2
 * T' + x T''} and {@code y''' = 3 T'' + x T'''}; the derivatives of T follow from those of tanh and
 * of softplus, whose first is the logistic function.
 */
final class MishOperation extends PointwiseOperation {

  MishOperation(int size) {
    super(size);
  }

  @Override
  protected void compute(
      int n, float[] parameters, float[] m, int x, int y, int derivatives, int kept) {
    int count = size() * n;
    try (Scratch scratch = Scratch.open()) {
      float[] tanh = scratch.floats(count);
      float[] logistic = scratch.floats(count);
      Elementwise.softplus(count, m, x, tanh, 0);
      Elementwise.tanh(count, tanh, 0, tanh, 0);
      if (derivatives > 0) {
        Elementwise.sigmoid(count, m, x, logistic, 0);
      }
      for (int i = 0; i < count; i++) {
        float z = m[x + i];
        float t = tanh[i];
        m[y + i] = z * t;
        if (derivatives == 0) {
          continue;
        }
        float s1 = logistic[i];
        float t1 = 1 - t * t;
        float first = t1 * s1;
        m[kept + i] = t + z * first;
        if (derivatives == 1) {
          continue;
        }
        float s2 = s1 * (1 - s1);
        float t2 = -2 * t * t1;
        float second = t2 * s1 * s1 + t1 * s2;
        m[kept + count + i] = 2 * first + z * second;
        if (derivatives == 3) {
          float s3 = s2 * (1 - 2 * s1);
          float t3 = t1 * (6 * t * t - 2);
          float third = t3 * s1 * s1 * s1 + 3 * t2 * s1 * s2 + t1 * s3;
          m[kept + 2 * count + i] = 3 * second + z * third;
        }
      }
    }
  }
}
