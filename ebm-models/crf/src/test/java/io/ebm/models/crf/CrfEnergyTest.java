package io.ebm.models.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Gradient;
import io.ebm.api.RandomStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums, maxima and derivatives against the enumeration of all label sequences. */
class CrfEnergyTest {

  private static final int LABELS = 3;
  private static final int[] LENGTHS = {1, 4, 6, 2, 5};
  private static final long SEED = 77;

  private static CrfEnergy given(Crf crf, Sentences sentences) {
    return (CrfEnergy) crf.given(sentences);
  }

  /** Scales: tame weights, and such as floats cannot hold the exponentials of. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 6, 40, 400})
  void everythingEqualsEnumeration(double scale) {
    for (List<String> templates : List.of(Toy.PLAIN, Toy.EDGED)) {
      SentenceData data = Toy.data(Toy.text(SEED, LABELS, LENGTHS), templates);
      Crf crf = Toy.crf(data, scale, SEED);
      for (int sentence = 0; sentence < LENGTHS.length; sentence++) {
        String where =
            "seed " + SEED + ", scale " + scale + ", sentence " + sentence + ", " + templates;
        check(data, crf, sentence, where, scale);
      }
    }
  }

  private static void check(SentenceData data, Crf crf, int sentence, String where, double scale) {
    int dim = data.space().dim();
    int length = LENGTHS[sentence];
    Corpus corpus = data.train().corpus();
    Batch all = Toy.sequences(length, LABELS, dim);
    double[] energies = new double[all.size()];
    given(crf, Toy.repeated(corpus, sentence, all.size())).energies(all, energies);
    double least =
        IntStream.range(0, energies.length).mapToDouble(i -> energies[i]).min().orElse(0);
    double sum = 0;
    for (double energy : energies) {
      sum += Math.exp(least - energy);
    }
    double logZ = Math.log(sum) - least;
    CrfEnergy one = given(crf, Toy.repeated(corpus, sentence, 1));
    double[] out = new double[1];
    one.logPartitions(1, out);
    assertThat(out[0]).as(where).isCloseTo(logZ, within(2e-6 * Math.max(1, scale * length)));

    double[] marginals = new double[dim * LABELS];
    one.marginals(1, marginals);
    double[] expected = new double[dim * LABELS];
    for (int i = 0; i < energies.length; i++) {
      for (int t = 0; t < dim; t++) {
        expected[t * LABELS + (int) all.get(i, t)] += Math.exp(-energies[i] - logZ);
      }
    }
    assertThat(marginals).as(where).containsExactly(expected, within(3e-6 * Math.max(1, scale)));

    Integer[] order = IntStream.range(0, energies.length).boxed().toArray(Integer[]::new);
    java.util.Arrays.sort(order, Comparator.comparingDouble(i -> energies[i]));
    Batch decoded = Batch.allocate(1, dim);
    decoded.fill(9);
    one.decode(decoded, out);
    assertThat(out[0]).as(where).isCloseTo(energies[order[0]], within(1e-6 * scale * length));
    int best = 12;
    Batch ranked = Batch.allocate(best, dim);
    double[] rankedEnergies = new double[best];
    one.best(1, best, ranked, rankedEnergies);
    List<List<Float>> seen = new ArrayList<>();
    for (int k = 0; k < best; k++) {
      if (k >= energies.length) {
        assertThat(rankedEnergies[k]).isEqualTo(Double.POSITIVE_INFINITY);
        continue;
      }
      assertThat(rankedEnergies[k])
          .as("%s, rank %d", where, k)
          .isCloseTo(energies[order[k]], within(1e-5 * scale * length));
      List<Float> row = new ArrayList<>();
      for (int t = 0; t < dim; t++) {
        row.add(ranked.get(k, t));
      }
      assertThat(seen).as(where).doesNotContain(row);
      seen.add(row);
    }
    checkCost(one, all, energies, length, where, scale);
  }

  private static void checkCost(
      CrfEnergy one, Batch all, double[] energies, int length, String where, double scale) {
    double cost = 1.5;
    Batch truth = all.slice(all.size() / 2, all.size() / 2 + 1).copy();
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < energies.length; i++) {
      double value = energies[i];
      for (int t = 0; t < length; t++) {
        value -= all.get(i, t) == truth.get(0, t) ? 0 : cost;
      }
      least = Math.min(least, value);
    }
    double[] value = new double[1];
    one.decode(truth, cost, Batch.allocate(1, all.dim()), value);
    assertThat(value[0]).as(where).isCloseTo(least, within(1e-6 * (scale + 1) * length));
  }

  /** One pass is the four calls it stands for, for sparse gradients too. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 60})
  void likelihoodInOnePass(double scale) {
    for (List<String> templates : List.of(Toy.PLAIN, Toy.EDGED)) {
      SentenceData data = Toy.data(Toy.text(SEED, LABELS, LENGTHS), templates);
      Crf crf = Toy.crf(data, scale, SEED);
      int n = data.train().size();
      Batch x = data.train().range(0, n, data.space().dim());
      CrfEnergy energy = given(crf, Sentences.all(data.train().corpus()));
      double[] factors = {1, -0.5, 2, 1, 0.25};
      Gradient apart = crf.parameters().newGradient();
      double[] energies = new double[n];
      double[] logZ = new double[n];
      energy.energies(x, energies);
      energy.logPartitions(n, logZ);
      energy.accumulate(x, factors, apart);
      double[] negated = new double[n];
      for (int i = 0; i < n; i++) {
        negated[i] = -factors[i];
      }
      energy.accumulateExpectations(negated, apart);
      for (Gradient once :
          List.of(crf.parameters().newGradient(), crf.parameters().newSparseGradient())) {
        double[] out = new double[n];
        energy.accumulateLikelihood(x, factors, out, once);
        for (int i = 0; i < n; i++) {
          assertThat(out[i]).isCloseTo(energies[i] + logZ[i], within(1e-5 * scale));
        }
        for (int i = 0; i < once.values().length; i++) {
          assertThat(once.values()[i]).isCloseTo(apart.values()[i], within(1e-5f));
        }
        boolean[] covered = new boolean[once.values().length];
        for (int range = 0; range < once.ranges(); range++) {
          java.util.Arrays.fill(covered, once.rangeFrom(range), once.rangeTo(range), true);
        }
        for (int i = 0; i < covered.length; i++) {
          assertThat(covered[i] || once.values()[i] == 0).isTrue();
        }
      }
    }
  }

  /** Blocks of many tokens add whole rows of frequent attributes; a sentence alone does not. */
  @Test
  void blocksAreTheSumsOfTheirSentences() {
    int[] lengths = new int[60];
    java.util.Arrays.setAll(lengths, i -> 1 + i % 19);
    SentenceData data = Toy.data(Toy.text(SEED, 10, lengths), Toy.PLAIN);
    Crf crf = Toy.crf(data, 1, SEED);
    assertThat(crf.weights().frequent()).isBetween(2, data.vocabulary().attributes());
    Sentences all = Sentences.all(data.train().corpus());
    assertThat(all.tokens()).isGreaterThan(FrequentRows.TOKENS);
    int n = all.size();
    int dim = data.space().dim();
    double[] factors = new double[n];
    java.util.Arrays.setAll(factors, i -> i % 3 == 0 ? 1 : 0.5);
    Gradient apart = crf.parameters().newGradient();
    double[] alone = new double[n];
    for (int i = 0; i < n; i++) {
      double[] out = new double[1];
      double[] factor = {factors[i]};
      given(crf, all.slice(i, i + 1))
          .accumulateLikelihood(data.train().range(i, i + 1, dim), factor, out, apart);
      alone[i] = out[0];
    }
    for (Gradient sum :
        List.of(crf.parameters().newGradient(), crf.parameters().newSparseGradient())) {
      double[] out = new double[n];
      given(crf, all).accumulateLikelihood(data.train().range(0, n, dim), factors, out, sum);
      assertThat(out).containsExactly(alone, within(1e-4));
      assertThat(sum.values()).containsExactly(apart.values(), within(1e-4f));
      Gradient copy = crf.parameters().newGradient();
      copy.add(sum);
      assertThat(copy.values()).isEqualTo(sum.values());
    }
  }

  @Test
  void aSentenceOfOneTokenIsASoftmaxClassifier() {
    SentenceData data = Toy.data(Toy.text(SEED, LABELS, 1, 1, 1, 1, 1, 1, 1, 1), Toy.PLAIN);
    Crf crf = Toy.crf(data, 2, SEED);
    Corpus corpus = data.train().corpus();
    Features features = crf.weights().features();
    for (int sentence = 0; sentence < corpus.sentences(); sentence++) {
      double[] logits = new double[LABELS];
      for (int i = corpus.attributeStart()[sentence];
          i < corpus.attributeStart()[sentence + 1];
          i++) {
        int a = corpus.attributes()[i];
        for (int k = features.rowStart()[a]; k < features.rowStart()[a + 1]; k++) {
          logits[features.rowLabels()[k]] += crf.parameters().values()[k];
        }
      }
      double z = 0;
      for (double logit : logits) {
        z += Math.exp(logit);
      }
      double[] marginals = new double[LABELS];
      given(crf, Toy.repeated(corpus, sentence, 1)).marginals(1, marginals);
      for (int y = 0; y < LABELS; y++) {
        assertThat(marginals[y]).isCloseTo(Math.exp(logits[y]) / z, within(1e-6));
      }
    }
  }

  /** Where all tokens are alike, log Z is that of a power of the transition matrix. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 30})
  void tenThousandTokensNeitherOverflowNorVanish(double scale) {
    int length = 10_000;
    SentenceData data = Toy.data(Toy.text(SEED, LABELS, length), Toy.PLAIN);
    Crf crf = Toy.crf(data, scale, SEED);
    CrfEnergy energy = given(crf, Sentences.all(data.train().corpus()));
    double[] logZ = new double[1];
    energy.logPartitions(1, logZ);
    double[] marginals = new double[length * LABELS];
    energy.marginals(1, marginals);
    for (int t = 0; t < length; t++) {
      double sum = 0;
      for (int y = 0; y < LABELS; y++) {
        sum += marginals[t * LABELS + y];
      }
      assertThat(sum).isCloseTo(1, within(1e-4));
    }
    Batch best = Batch.allocate(1, length);
    double[] least = new double[1];
    energy.decode(best, least);
    assertThat(-least[0]).isLessThanOrEqualTo(logZ[0] + 1e-6 * logZ[0]);
    assertThat(logZ[0]).isLessThanOrEqualTo(-least[0] + length * Math.log(LABELS));
    // Chain rule: the probability of a sequence drawn exactly is finite and its energy agrees.
    Batch drawn = Batch.allocate(1, length);
    energy.sample(drawn, RandomStream.of(SEED));
    double[] sampled = new double[1];
    energy.energies(drawn, sampled);
    assertThat(sampled[0] + logZ[0]).isBetween(0.0, length * Math.log(LABELS) * 3);
  }

  @Test
  void longSentencesAreExactAgainstDoubles() {
    int length = 3000;
    SentenceData data = Toy.data(Toy.text(SEED, LABELS, length), Toy.PLAIN);
    Crf crf = Toy.crf(data, 1, SEED);
    double[] logZ = new double[1];
    given(crf, Sentences.all(data.train().corpus())).logPartitions(1, logZ);
    try (Lattice lattice = new Lattice(crf.weights(), Sentences.all(data.train().corpus()), null)) {
      lattice.load(0);
      double exact = new LogLattice(lattice, crf.weights()).logPartition();
      assertThat(logZ[0]).isCloseTo(exact, within(2e-7 * exact));
    }
  }

  @Test
  void unknownLabelsHaveNoProbability() {
    SentenceData data = Toy.data(Toy.text(SEED, LABELS, 3), Toy.PLAIN);
    Crf crf = Toy.crf(data, 1, SEED);
    CrfEnergy energy = given(crf, Sentences.all(data.train().corpus()));
    Batch x = Batch.of(new float[] {0, LABELS, 1}, 3);
    double[] out = new double[1];
    energy.energies(x, out);
    assertThat(out[0]).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void clampedSweepsKeepWhatIsGiven() {
    SentenceData data = Toy.data(Toy.text(SEED, LABELS, 6), Toy.PLAIN);
    Crf crf = Toy.crf(data, 1, SEED);
    CrfEnergy energy = given(crf, Toy.repeated(data.train().corpus(), 0, 200));
    Batch given = Batch.allocate(200, 6);
    given.fill(Float.NaN);
    Batch x = Batch.allocate(200, 6);
    for (int i = 0; i < 200; i++) {
      given.set(i, 2, 1f);
      x.set(i, 2, 1f);
    }
    energy.sweep(x, given, 3, 1, RandomStream.of(SEED));
    boolean moved = false;
    for (int i = 0; i < 200; i++) {
      assertThat(x.get(i, 2)).isEqualTo(1f);
      moved |= x.get(i, 0) != 0;
    }
    assertThat(moved).isTrue();
  }
}
