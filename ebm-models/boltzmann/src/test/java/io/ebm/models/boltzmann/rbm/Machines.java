package io.ebm.models.boltzmann.rbm;

import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.util.List;

/** Machines that tests share. */
final class Machines {

  private Machines() {}

  static Rbm random(Units visible, Units hidden, int visibleUnits, int hiddenUnits, double scale) {
    int codes = visibleUnits * visible.width();
    Layers layers = Layers.of(visible, hidden, codes, hiddenUnits);
    RandomStream random = RandomStream.of(visibleUnits).split(hiddenUnits);
    float[] values = layers.values();
    random.fillGaussian(values, 0, values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] *= (float) scale;
    }
    float[] base = new float[codes];
    random.fillGaussian(base, 0, codes);
    StateSpace space = visible.space(List.of(visibleUnits));
    return Rbm.of(layers, space, base, null);
  }

  static Rbm bernoulli(int visibleUnits, int hiddenUnits, double scale) {
    return random(new BernoulliUnits(), new BernoulliUnits(), visibleUnits, hiddenUnits, scale);
  }
}
