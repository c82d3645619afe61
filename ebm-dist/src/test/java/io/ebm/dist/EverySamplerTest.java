package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Component;
import io.ebm.api.ComponentFactory;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.core.Ebm;
import io.ebm.core.ProgressListener;
import io.ebm.core.compose.Composition;
import io.ebm.core.sampling.Chains;
import io.ebm.core.sampling.Draws;
import io.ebm.dist.EverySampler.Kind;
import io.ebm.testkit.AdaptationChecks;
import io.ebm.testkit.ChainChecks;
import io.ebm.testkit.SamplerChecks;
import io.ebm.testkit.TestContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every sampler that is installed, on every kind of energy that it supports: the same bits on any
 * number of threads and after a checkpoint, and the law it states. The registry says what there is,
 * and starting says what is supported, so none can be left out.
 */
class EverySamplerTest {

  /** Those that keep no law, with the test of what they do instead. */
  private static final Map<String, String> WITHOUT_LAW =
      Map.ofEntries(
          Map.entry("ancestral", "ReverseConformanceTest"),
          Map.entry("annealed-langevin", "AnnealedLangevinTest"),
          Map.entry("ddim", "ReverseConformanceTest"),
          Map.entry("derivative-free", "DerivativeFreeTest"),
          Map.entry("dpm-solver", "ReverseConformanceTest"),
          Map.entry("euler-maruyama", "ReverseConformanceTest"),
          Map.entry("gradient-descent", "DescentTest"),
          Map.entry("heun", "ReverseConformanceTest"),
          Map.entry("nesterov", "DescentTest"),
          Map.entry("predictor-corrector", "ReverseConformanceTest"),
          Map.entry("probability-flow", "ReverseConformanceTest"),
          Map.entry("recovery", "ReverseConformanceTest"),
          Map.entry("reverse-diffusion", "ReverseConformanceTest"),
          Map.entry("sgld", "SgldConformanceTest"),
          Map.entry("svgd", "SvgdTest"),
          Map.entry("simulated-annealing", "SimulatedAnnealingTest"));

  private static final int CHAINS = 2048;

  @TempDir static Path folder;
  private static Ebm ebm;
  private static List<Ebm> others;
  private static EverySampler all;

  @BeforeAll
  static void open() {
    ebm = Ebm.builder().threads(1).open();
    others = List.of(Ebm.builder().threads(2).open(), Ebm.builder().threads(3).open());
    all = new EverySampler(ebm, folder);
  }

  @AfterAll
  static void close() {
    ebm.close();
    others.forEach(Ebm::close);
  }

  private interface Check {
    void of(String name, Kind kind);
  }

  private static Stream<DynamicTest> everyPair(Check check) {
    List<DynamicTest> tests = new ArrayList<>();
    for (String name : EverySampler.names()) {
      for (Kind kind : EverySampler.kinds(name)) {
        tests.add(DynamicTest.dynamicTest(name + " on " + kind, () -> check.of(name, kind)));
      }
    }
    return tests.stream();
  }

  @Test
  void theTableHasEverySamplerThatIsInstalled() {
    Set<String> types =
        EverySampler.names().stream().map(EverySampler::type).collect(Collectors.toSet());
    assertThat(types).isEqualTo(ebm.registry().names(io.ebm.core.discovery.Kind.SAMPLER));
  }

  @Test
  void theTableHasEveryKindOfEnergyThatASamplerTakes() {
    for (String name : EverySampler.names()) {
      Component<Sampler> sampler = all.sampler(name);
      Set<Kind> taken = new TreeSet<>();
      for (Kind kind : EnumSet.allOf(Kind.class)) {
        if (takes(sampler, all.energy(kind))) {
          taken.add(kind);
        }
      }
      assertThat(taken).as(name).containsExactlyElementsOf(EverySampler.kinds(name));
    }
  }

  private static boolean takes(Component<Sampler> sampler, EnergyFunction energy) {
    try {
      RandomStream random = RandomStream.of(1);
      io.ebm.api.Batch states = io.ebm.api.Batch.allocate(2, energy.space().dim());
      energy.space().randomStart(states, random);
      sampler
          .make(TestContext.builder().dataSpace(energy.space()).build())
          .start(energy, states, random);
      return true;
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }

  @TestFactory
  Stream<DynamicTest> givesTheSameBitsOnAnyNumberOfThreads() {
    return everyPair(
        (name, kind) -> {
          Draws one = draw(ebm, name, kind);
          for (Ebm other : others) {
            Draws same = draw(other, name, kind);
            assertThat(same.states().array()).isEqualTo(one.states().array());
            assertThat(same.statistics()).isEqualTo(one.statistics());
            assertThat(same.trace()).isDeepEqualTo(one.trace());
          }
        });
  }

  private static Draws draw(Ebm host, String name, Kind kind) {
    Composition composition = all.composition(host, name);
    return new Chains(
            all.energy(kind), composition.sampler(), composition.run(), composition.workers())
        .run(150, 12, 5, 0.5, ProgressListener.NONE);
  }

  @TestFactory
  Stream<DynamicTest> keepsRowsIfItSaysSo() {
    return everyPair((name, kind) -> ChainChecks.keepsRows(all.sampler(name), all.energy(kind), 9));
  }

  @TestFactory
  Stream<DynamicTest> goesOnFromACheckpoint() {
    return everyPair(
        (name, kind) -> {
          SamplerChecks.resumes(all.sampler(name), all.energy(kind), 7);
          AdaptationChecks.resumesWhileWarmingUp(all.sampler(name), all.energy(kind), 8);
        });
  }

  @TestFactory
  Stream<DynamicTest> staysAtItsLawAndReachesIt() {
    return everyPair(
        (name, kind) ->
            all.target(name, kind)
                .filter(target -> !WITHOUT_LAW.containsKey(EverySampler.type(name)))
                .ifPresent(
                    target -> {
                      Component<Sampler> sampler = all.sampler(name);
                      SamplerChecks.keepsItsTarget(sampler, target, CHAINS, 6, 1);
                      SamplerChecks.reachesItsTarget(sampler, target, CHAINS / 4, 120, 2);
                    }));
  }

  /** So that nothing passes because nothing was compared. */
  @Test
  void everySamplerHasALawOrATestOfItsOwn() {
    for (io.ebm.core.discovery.Registry.Entry entry :
        ebm.registry().entries(io.ebm.core.discovery.Kind.SAMPLER)) {
      assertThat(entry.extension()).isInstanceOf(ComponentFactory.class);
      boolean lawful =
          !WITHOUT_LAW.containsKey(entry.name())
              && EverySampler.names().stream()
                  .filter(name -> EverySampler.type(name).equals(entry.name()))
                  .anyMatch(
                      name ->
                          EverySampler.kinds(name).stream()
                              .anyMatch(kind -> all.target(name, kind).isPresent()));
      assertThat(lawful || WITHOUT_LAW.containsKey(entry.name())).as(entry.name()).isTrue();
    }
  }
}
