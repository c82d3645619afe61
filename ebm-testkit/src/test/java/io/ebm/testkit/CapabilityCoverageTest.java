package io.ebm.testkit;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.AllPairs;
import io.ebm.api.Annealable;
import io.ebm.api.AnnealedGibbs;
import io.ebm.api.Answering;
import io.ebm.api.Batch;
import io.ebm.api.BestDecodable;
import io.ebm.api.Capability;
import io.ebm.api.Clampable;
import io.ebm.api.ComponentFactory;
import io.ebm.api.Conditional;
import io.ebm.api.ContextDifferentiable;
import io.ebm.api.CostAugmented;
import io.ebm.api.Costly;
import io.ebm.api.CurvatureLearnable;
import io.ebm.api.Decodable;
import io.ebm.api.Differentiable;
import io.ebm.api.Divided;
import io.ebm.api.DualEncoder;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ExactDraws;
import io.ebm.api.ExactExpectations;
import io.ebm.api.ExactMarginals;
import io.ebm.api.Factory;
import io.ebm.api.GibbsSampled;
import io.ebm.api.Joint;
import io.ebm.api.KnownMoments;
import io.ebm.api.Learnable;
import io.ebm.api.LikelihoodLearnable;
import io.ebm.api.Model;
import io.ebm.api.PairwiseCoupled;
import io.ebm.api.PerClass;
import io.ebm.api.Proposing;
import io.ebm.api.RandomStream;
import io.ebm.api.Replicable;
import io.ebm.api.Residual;
import io.ebm.api.ScoreLearnable;
import io.ebm.api.SiteDifferences;
import io.ebm.api.SiteSampled;
import io.ebm.api.StateSpace;
import io.ebm.api.Subsampled;
import io.ebm.api.SymbolCosts;
import io.ebm.api.Tractable;
import io.ebm.api.ValueFactory;
import io.ebm.api.noise.Denoiser;
import io.ebm.api.noise.DenoiserLearnable;
import io.ebm.api.noise.Guidable;
import io.ebm.api.noise.NoiseConditioned;
import io.ebm.nn.LayerFactory;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** No capability without a check: a new one fails here until it has its own. */
class CapabilityCoverageTest {

  private static final Path API = Path.of("../ebm-api/src/main/java/io/ebm/api");

  /** A capability of models, and the test of the conformance classes that calls it. */
  private static final Map<Class<?>, String> CHECKS =
      Map.ofEntries(
          entry(AllPairs.class, "pairEnergiesAreThoseOfAllPairs"),
          entry(Annealable.class, "pathEndsAtTheEnergy"),
          entry(AnnealedGibbs.class, "annealIsWeightAndSweep"),
          entry(BestDecodable.class, "bestAreTheLowest"),
          entry(Clampable.class, "clampedSweepKeepsItsTarget"),
          entry(ContextDifferentiable.class, "contextGradientIsDerivative"),
          entry(CostAugmented.class, "violatorsAreTheWorst"),
          entry(Costly.class, "costIsPositive"),
          entry(CurvatureLearnable.class, "curvatureIsDerivative"),
          entry(Decodable.class, "decodeFindsMinima"),
          entry(Differentiable.class, "gradientIsDerivative"),
          entry(Divided.class, "disagreementsAreDeviations"),
          entry(DualEncoder.class, "energiesAreProductsOfEmbeddings"),
          entry(ExactDraws.class, "samplesAreExact"),
          entry(ExactExpectations.class, "expectationsAreExact"),
          entry(ExactMarginals.class, "marginalsAreExact"),
          entry(GibbsSampled.class, "sweepKeepsItsTarget"),
          entry(Joint.class, "marginalIsTheSumOverTargets"),
          entry(KnownMoments.class, "momentsAreThoseOfTheLaw"),
          entry(Learnable.class, "accumulateIsDerivative"),
          entry(LikelihoodLearnable.class, "likelihoodIsThatOfItsParts"),
          entry(Denoiser.class, "denoiserFollowsTheScore"),
          entry(DenoiserLearnable.class, "denoiserLearns"),
          entry(Guidable.class, "forgetsWhatItIsTold"),
          entry(NoiseConditioned.class, "noiseBlursTheLaw"),
          entry(PerClass.class, "classesHaveEnergies"),
          entry(PairwiseCoupled.class, "couplingsMakeTheEnergy"),
          entry(Proposing.class, "proposalsAreDraws"),
          entry(Replicable.class, "replicaFollowsItsOwnParameters"),
          entry(Answering.class, "answersAreWhole"),
          entry(Residual.class, "correctionMakesTheEnergy"),
          entry(ScoreLearnable.class, "directionalIsDerivative"),
          entry(SiteDifferences.class, "differencesAreThoseOfEnergies"),
          entry(SiteSampled.class, "sitesKeepTheirTarget"),
          entry(Subsampled.class, "termsMakeTheGradient"),
          entry(SymbolCosts.class, "costsMakeTheEnergy"),
          entry(Tractable.class, "logPartitionIsExact"));

  /** Capabilities of what is no model, and the check of each. */
  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          entry("Adaptive", "AdaptationChecks.adaptsInWarmUpAlone"),
          entry("Archived", "DatasetCapabilityChecks.archiveGivesTheSameData"),
          entry("Diverging", "ChainChecks.countsDivergences"),
          entry("Drawable", "EnvironmentChecks.drawsWithinItsView"),
          entry("Expert", "EnvironmentChecks.expertIsWorthImitating"),
          entry("GridShaped", "EnvironmentChecks.cellsAreApart"),
          entry("Growing", "DatasetCapabilityChecks.growsOnFromACheckpoint"),
          entry("Interactive", "DatasetCapabilityChecks.actorsActInTheSpace"),
          entry("KnownDensity", "DatasetCapabilityChecks.densityIsThatOfTheExamples"),
          entry("Labelled", "DatasetCapabilityChecks.labelsAreClasses"),
          entry("Parametric", "ObjectiveChecks.ownGradientIsDerivative"),
          entry("PredictionFiles", "PredictionFileChecks.blocksDoNotMatter"),
          entry("Refining", "RefiningChecks.refinesRowByRow"),
          entry("Reporting", "ChainChecks.reportsNumbers"),
          entry("Rescaled", "DatasetCapabilityChecks.unitsGoThereAndBack"),
          entry("Staged", "ChainChecks.tellsItsStages"),
          entry("Tabular", "EnvironmentChecks.outcomesAreWhatHappens"),
          entry("text.TextRows", "TextChecks.blocksOfRowsDoNotMatter"),
          entry("text.Textual", "TextChecks.textsAreThoseOfTheirRows"),
          entry("TaskScored", "DatasetCapabilityChecks.scoresKnowTheTruth"));

  /** Thrown by a capability that is called. */
  private static final class Called extends Error {
    private static final long serialVersionUID = 1;
  }

  /** An energy with one more capability, which throws. */
  private static EnergyFunction with(Class<?> capability, EnergyFunction base) {
    InvocationHandler handler =
        (self, method, arguments) -> {
          if (method.getDeclaringClass() == capability) {
            throw new Called();
          }
          if (method.getName().equals("as")) {
            Class<?> asked = (Class<?>) arguments[0];
            return asked.isInstance(self) ? Optional.of(self) : Optional.empty();
          }
          try {
            return method.invoke(base, arguments);
          } catch (InvocationTargetException failure) {
            throw failure.getCause();
          }
        };
    return (EnergyFunction)
        Proxy.newProxyInstance(
            CapabilityCoverageTest.class.getClassLoader(),
            new Class<?>[] {EnergyFunction.class, capability},
            handler);
  }

  /** A model with the capability that gives energies with it. */
  private static final class Trial extends ConditionalConformance<Batch> {
    private final Conditional<Batch> model;
    private final EnergyFunction given;

    Trial(Class<?> capability, EnergyFunction base) {
      given = EnergyFunction.class.cast(with(capability, base));
      model = new Giving(given);
    }

    @Override
    protected Conditional<Batch> model() {
      return model;
    }

    @Override
    protected Batch contexts(int count) {
      return Batch.allocate(count, 1);
    }

    @Override
    EnergyCase test() {
      return new EnergyCase(given, states(given), false, tolerance(), seed());
    }
  }

  private record Giving(EnergyFunction energy) implements Conditional<Batch> {
    @Override
    public StateSpace targets() {
      return energy.space();
    }

    @Override
    public EnergyFunction given(Batch contexts) {
      return energy;
    }
  }

  private static List<EnergyFunction> bases() {
    return List.of(
        GaussianEnergy.standard(2),
        new NoisyGaussian(new double[2], new double[] {1, 2}),
        SmallIsing.random(StateSpace.spin(3), 0.5, RandomStream.of(1)));
  }

  private interface Run {
    void on(Class<?> capability, EnergyFunction base) throws ReflectiveOperationException;
  }

  private static boolean calls(Class<?> capability, Run run) {
    return bases().stream()
        .filter(base -> extended(capability).allMatch(type -> type.isInstance(base)))
        .anyMatch(
            base -> {
              try {
                run.on(capability, base);
              } catch (Called called) {
                return true;
              } catch (InvocationTargetException failure) {
                return failure.getCause() instanceof Called;
              } catch (IllegalArgumentException otherSpace) {
                return false;
              } catch (ReflectiveOperationException failure) {
                throw new LinkageError(failure.getMessage(), failure);
              }
              return false;
            });
  }

  /** What it extends, which the base must have. */
  private static Stream<Class<?>> extended(Class<?> capability) {
    return Arrays.stream(capability.getInterfaces());
  }

  private static Method test(String name) {
    for (Class<?> type : List.of(EnergyConformance.class, ConditionalConformance.class)) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.getName().equals(name) && method.isAnnotationPresent(Test.class)) {
          method.setAccessible(true);
          return method;
        }
      }
    }
    throw new AssertionError("no conformance class has a test " + name);
  }

  @TestFactory
  Stream<DynamicTest> everyCapabilityIsCalledByItsCheck() {
    return CHECKS.entrySet().stream()
        .map(
            check ->
                DynamicTest.dynamicTest(
                    check.getKey().getSimpleName(),
                    () ->
                        assertThat(
                                calls(
                                    check.getKey(),
                                    (capability, base) ->
                                        test(check.getValue()).invoke(new Trial(capability, base))))
                            .as("%s calls %s", check.getValue(), check.getKey().getSimpleName())
                            .isTrue()));
  }

  /** The look at an energy's fields misses no capability. */
  @TestFactory
  Stream<DynamicTest> everyCapabilityIsAmongEveryCall() {
    return CHECKS.keySet().stream()
        .map(
            capability ->
                DynamicTest.dynamicTest(
                    capability.getSimpleName(),
                    () ->
                        assertThat(
                                calls(
                                    capability,
                                    (called, base) -> {
                                      EnergyCase test = EnergyCase.of(with(called, base), 1);
                                      EveryCall.of(test, test.states(), test.states().size());
                                    }))
                            .as("EveryCall calls %s", capability.getSimpleName())
                            .isTrue()));
  }

  @Test
  void everyMarkedInterfaceHasACheck() throws IOException, ReflectiveOperationException {
    Set<String> marked = new TreeSet<>();
    for (String name : sources()) {
      Class<?> type = Class.forName("io.ebm.api." + name, false, Model.class.getClassLoader());
      if (type.isAnnotationPresent(Capability.class)) {
        marked.add(type.getSimpleName());
      }
    }
    Set<String> checked =
        CHECKS.keySet().stream().map(Class::getSimpleName).collect(Collectors.toSet());
    assertThat(checked).as("capabilities with a check").isEqualTo(marked);
  }

  @Test
  void everyOtherCapabilityHasACheck() throws IOException, ReflectiveOperationException {
    Set<String> others = new TreeSet<>();
    for (String name : sources()) {
      String text = Files.readString(API.resolve(name.replace('.', '/') + ".java"));
      if (text.contains("Capability of") && !text.contains("@Capability")) {
        others.add(name);
      }
    }
    assertThat(OTHERS.keySet()).as("capabilities with a check").isEqualTo(others);
    for (Map.Entry<String, String> check : OTHERS.entrySet()) {
      String[] name = check.getValue().split("\\.", -1);
      Class<?> type = Class.forName("io.ebm.testkit." + name[0]);
      assertThat(Arrays.stream(type.getDeclaredMethods()).map(Method::getName))
          .as("checks of %s", name[0])
          .contains(name[1]);
      assertThat(bytes(type))
          .as(check.getValue())
          .contains("io/ebm/api/" + check.getKey().replace('.', '/'));
    }
  }

  private static String bytes(Class<?> type) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(type.getResourceAsStream(type.getSimpleName() + ".class"))) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /** The names of the types of {@code io.ebm.api} and the packages of capabilities below it. */
  private static List<String> sources() throws IOException {
    List<String> names = new ArrayList<>();
    for (String folder : List.of("", "noise/", "text/")) {
      try (Stream<Path> files = Files.list(API.resolve(folder))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
            .map(name -> folder.replace('/', '.') + name.substring(0, name.length() - 5))
            .forEach(names::add);
      }
    }
    return names;
  }

  /** No extension point without a conformance class, which the guide of plugin authors names. */
  @Test
  void everyExtensionPointHasAConformanceClass() throws IOException, ReflectiveOperationException {
    String guide = Files.readString(Path.of("../docs/writing-a-plugin.md"));
    Set<Class<?>> bases = Set.of(Factory.class, ComponentFactory.class, ValueFactory.class);
    List<Class<?>> types = new ArrayList<>(List.of(LayerFactory.class));
    for (String name : sources()) {
      types.add(Class.forName("io.ebm.api." + name, false, Model.class.getClassLoader()));
    }
    for (Class<?> type : types) {
      if (type.isInterface() && Factory.class.isAssignableFrom(type) && !bases.contains(type)) {
        String name = type.getSimpleName();
        String kind = name.substring(0, name.length() - "Factory".length());
        Class<?> conformance = Class.forName("io.ebm.testkit." + kind + "Conformance");
        assertThat(guide)
            .as("docs/writing-a-plugin.md")
            .contains("`" + name + "`")
            .contains("`" + conformance.getSimpleName() + "`");
        assertThat(FactoryChecks.KINDS).as("kinds that FactoryChecks knows").contains(type);
      }
    }
  }
}
