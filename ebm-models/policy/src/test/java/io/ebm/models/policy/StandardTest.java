package io.ebm.models.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Archived;
import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Model;
import io.ebm.api.Parameterised;
import io.ebm.api.RandomStream;
import io.ebm.models.policy.environments.ParticleFactory;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Observations that enter by their mean and deviation. */
class StandardTest {

  @TempDir Path folder;

  private static Dataset particle(long seed, int episodes) {
    return Training.data(
        new DemonstrationsFactory(),
        Map.of(
            "environment",
            Training.world(new ParticleFactory(), Map.of()),
            "episodes",
            episodes,
            "evaluation",
            new Acting(true, null, 1, 1)),
        seed);
  }

  private static Batch seen(Dataset data, int count) {
    int[] indices = new int[count];
    for (int i = 0; i < count; i++) {
      indices[i] = i;
    }
    return (Batch) ((ConditionalExamples<?>) data.train()).contexts(indices, 0, count);
  }

  private static <C extends Record> Model made(
      EnergyFactory<C> factory, boolean standardise, TestContext context) {
    return factory.create(
        Defaults.create(
            factory.configType(), Map.of("hidden", List.of(9, 7), "standardise", standardise)),
        context);
  }

  @SuppressWarnings("unchecked") // a policy's contexts are rows of numbers
  private static double[] energies(Model model, Dataset data, Batch observations) {
    Batch actions = Batch.allocate(observations.size(), data.space().dim());
    data.space().randomStart(actions, RandomStream.of(5));
    double[] energies = new double[actions.size()];
    ((Conditional<Batch>) model).given(observations).energies(actions, energies);
    return energies;
  }

  private static Batch byHand(Dataset data, Batch observations) {
    int size = data.train().size();
    Batch all = seen(data, size);
    Batch standard = Batch.allocate(observations.size(), observations.dim());
    for (int k = 0; k < all.dim(); k++) {
      double mean = 0;
      double square = 0;
      for (int i = 0; i < size; i++) {
        mean += all.get(i, k) / size;
      }
      for (int i = 0; i < size; i++) {
        square += Math.pow(all.get(i, k) - mean, 2) / size;
      }
      for (int i = 0; i < observations.size(); i++) {
        standard.set(i, k, (float) ((observations.get(i, k) - mean) / Math.sqrt(square)));
      }
    }
    return standard;
  }

  private static void assertStandard(EnergyFactory<?> factory, Dataset data) {
    Batch observations = seen(data, 70);
    Model plain = made(factory, false, Training.context(data, 3));
    Model standard = made(factory, true, Training.context(data, 3));
    double[] wanted = energies(plain, data, byHand(data, observations));
    double[] told = energies(standard, data, observations);
    for (int i = 0; i < wanted.length; i++) {
      assertThat(told[i]).isCloseTo(wanted[i], within(1e-5));
    }
    assertThat(told).isNotEqualTo(energies(plain, data, observations));
  }

  @Test
  void theNetworkSeesMeanZeroAndDeviationOne() {
    Dataset particle = particle(1, 40);
    assertStandard(new PolicyFactory(), particle);
    assertStandard(new GaussianPolicyFactory(), particle);
    assertStandard(new PolicyFactory(), PolicyConformanceTest.CART);
  }

  @Test
  void whoOpensARunFindsWhatItWasTrainedWith() throws IOException {
    Dataset data = particle(1, 40);
    Dataset other = particle(2, 7);
    for (EnergyFactory<?> factory : List.of(new PolicyFactory(), new GaussianPolicyFactory())) {
      Model model = made(factory, true, Training.context(data, 3));
      Path archive = Files.createDirectories(folder.resolve(factory.name()));
      ((Archived) model).archive(archive);
      Model opened =
          made(factory, true, TestContext.builder().seed(4).data(other).archive(archive).build());
      float[] values = model.as(Parameterised.class).orElseThrow().parameters().values();
      System.arraycopy(
          values,
          0,
          opened.as(Parameterised.class).orElseThrow().parameters().values(),
          0,
          values.length);
      Batch observations = seen(other, 50);
      assertThat(energies(opened, data, observations))
          .isEqualTo(energies(model, data, observations));
    }
  }

  @Test
  void aNumberThatNeverChangesIsOnlyMoved() throws IOException {
    Dataset cart = PolicyConformanceTest.CART;
    ConditionalExamples<Batch> same =
        new ConditionalExamples<>() {
          @Override
          public int size() {
            return 3000;
          }

          @Override
          public void read(int[] indices, int from, Batch into) {
            into.fill(0);
          }

          @Override
          public Batch contexts(int[] indices, int from, int count) {
            Batch rows = Batch.allocate(count, 2);
            for (int i = 0; i < count; i++) {
              rows.set(i, 0, 0.1f);
              rows.set(i, 1, indices[from + i] % 2 == 0 ? -3 : 5);
            }
            return rows;
          }
        };
    Standard.of(same, 2).archive(folder);
    assertThat(folder.resolve("observations.csv")).hasContent("mean,deviation\n0.1,1.0\n1.0,4.0\n");
    Files.writeString(folder.resolve("observations.csv"), "mean,deviation\n0.1,1.0\n");
    assertThatThrownBy(
            () ->
                made(
                    new PolicyFactory(),
                    true,
                    TestContext.builder().data(cart).archive(folder).build()))
        .hasMessageContaining(
            "observations.csv: must be 'mean,deviation' and a line for each of 4");
    Files.writeString(folder.resolve("observations.csv"), "mean,deviation\n1,x\n1,1\n1,1\n1,1\n");
    assertThatThrownBy(
            () ->
                made(
                    new PolicyFactory(),
                    true,
                    TestContext.builder().data(cart).archive(folder).build()))
        .hasMessageContaining("observations.csv: ")
        .hasMessageContaining("\"x\"");
  }

  @Test
  void labelsAreRefused() {
    assertThatThrownBy(
            () -> made(new PolicyFactory(), true, Training.context(PolicyConformanceTest.GRID, 1)))
        .hasMessageContaining("is for numbers; these observations are of Categorical")
        .hasMessageContaining("leave the key out");
  }
}
