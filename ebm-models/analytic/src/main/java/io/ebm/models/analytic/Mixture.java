package io.ebm.models.analytic;

import io.ebm.api.Batch;
import io.ebm.api.ClassConditional;
import io.ebm.api.EnergyFunction;
import io.ebm.api.PerClass;
import io.ebm.api.RandomStream;
import io.ebm.api.noise.Denoiser;
import io.ebm.api.noise.Guidable;
import io.ebm.api.noise.NoiseConditioned;
import io.ebm.math.Scratch;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code E(x) = -log Σ_k w_k N(x; μ_k, Σ_k)}, with weights that add up to 1, so that {@code log Z =
 * 0}; or one part of such, which is the energy of its class.
 */
final class Mixture extends SolvedEnergy
    implements NoiseConditioned, Denoiser, ClassConditional, Guidable {

  private final double[] weights;
  private final List<Quadratic> forms;
  private final Supplier<Blur> blur;
  private final @Nullable Mixture whole;

  Mixture(double[] weights, List<Quadratic> forms) {
    this(weights, forms, null);
  }

  /**
   * A mixture, or a part.
   *
   * @param whole what it is a part of, or null
   */
  private Mixture(double[] weights, List<Quadratic> forms, @Nullable Mixture whole) {
    super(forms.get(0).dim());
    this.whole = whole;
    this.weights = weights;
    this.forms = forms;
    blur = Lazy.of(() -> new Blur(weights, forms, true));
  }

  @Override
  public Mixture atNoise(double sigma) {
    return new Mixture(
        weights,
        forms.stream().map(form -> form.blurred(sigma)).toList(),
        whole == null ? null : whole.atNoise(sigma));
  }

  @Override
  public EnergyFunction atNoise(double[] sigmas) {
    return blur.get().at(sigmas);
  }

  @Override
  public void denoise(Batch x, double[] sigmas, Batch out) {
    blur.get().denoise(x, sigmas, out);
  }

  @Override
  public void denoise(Batch x, double[] sigmas, Batch out, Batch v, Batch products) {
    blur.get().denoise(x, sigmas, out, v, products);
  }

  @Override
  public Optional<String> lack(Class<?> capability) {
    boolean ofParts = capability == ClassConditional.class || capability == PerClass.class;
    boolean alone = forms.size() == 1 && (ofParts || whole == null);
    return alone && (ofParts || capability == Guidable.class)
        ? Optional.of("it has one part alone")
        : Optional.empty();
  }

  @Override
  public int classes() {
    return forms.size();
  }

  @Override
  public EnergyFunction ofClass(int label) {
    Objects.checkIndex(label, forms.size());
    return new Mixture(new double[] {weights[label]}, forms.subList(label, label + 1), this);
  }

  @Override
  public EnergyFunction without(boolean[] forget) {
    return whole == null ? this : new Either(this, whole, forget);
  }

  @Override
  double energy(double[] x, double[] slope) {
    try (Scratch scratch = Scratch.open()) {
      double[] part = scratch.doubles(dim());
      double most = Double.NEGATIVE_INFINITY;
      double sum = 0;
      for (int k = 0; k < weights.length; k++) {
        Quadratic form = forms.get(k);
        double log = Math.log(weights[k]) - form.of(x, part) - form.logPartition();
        double rescale = k == 0 || log <= most ? 1 : Math.exp(most - log);
        double share = k == 0 || log > most ? 1 : Math.exp(log - most);
        most = Math.max(most, log);
        sum = k == 0 ? share : sum * rescale + share;
        for (int i = 0; i < dim(); i++) {
          slope[i] = (k == 0 ? 0 : slope[i] * rescale) + share * part[i];
        }
      }
      for (int i = 0; i < dim(); i++) {
        slope[i] /= sum;
      }
      return -most - Math.log(sum);
    }
  }

  @Override
  double logPartition() {
    return Math.log(total());
  }

  private double total() {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    return sum;
  }

  @Override
  void draw(double[] x, RandomStream random) {
    double left = random.nextDouble() * total();
    int k = 0;
    while (k < weights.length - 1 && left >= weights[k]) {
      left -= weights[k++];
    }
    forms.get(k).draw(x, random);
  }

  @Override
  public void means(double[] out) {
    for (int i = 0; i < dim(); i++) {
      out[i] = mean(i);
    }
  }

  private double mean(int i) {
    double mean = 0;
    for (int k = 0; k < weights.length; k++) {
      mean += weights[k] * forms.get(k).mean(i);
    }
    return mean / total();
  }

  @Override
  public void variances(double[] out) {
    for (int i = 0; i < dim(); i++) {
      double mean = mean(i);
      out[i] = 0;
      for (int k = 0; k < weights.length; k++) {
        double shift = forms.get(k).mean(i) - mean;
        out[i] += weights[k] / total() * (forms.get(k).variance(i) + shift * shift);
      }
    }
  }
}
