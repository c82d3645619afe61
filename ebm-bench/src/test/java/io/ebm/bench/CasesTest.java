package io.ebm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.GibbsSampled;
import io.ebm.api.Learnable;
import io.ebm.api.Parameters;
import io.ebm.core.Ebm;
import io.ebm.core.discovery.Kind;
import io.ebm.core.discovery.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What is measured, and whether each says what it does. */
class CasesTest {

  @Test
  void everyInstalledComponentIsMeasuredOrExcludedWithAReason() {
    try (Ebm ebm = Ebm.builder().threads(1).open()) {
      Registry registry = ebm.registry();
      assertThat(Coverage.missing(registry)).isEmpty();
      List<String> installed = new ArrayList<>();
      for (Kind kind : List.of(Kind.ENERGY, Kind.SAMPLER, Kind.OBJECTIVE)) {
        registry.names(kind).forEach(name -> installed.add(kind.word() + " " + name));
      }
      assertThat(installed).containsAll(Coverage.EXCLUDED.keySet());
      assertThat(Coverage.measured()).doesNotContainAnyElementsOf(Coverage.EXCLUDED.keySet());
    }
  }

  @Test
  void theCommandRunsEveryBenchmark() {
    List<String> all =
        BenchmarkList.defaultList()
            .getAll(
                OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
            .stream()
            .map(entry -> entry.getUsername().replaceAll("\\.\\w+$", ""))
            .distinct()
            .toList();
    List<String> known = Benchmarks.ALL.stream().map(Class::getName).toList();
    assertThat(known).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void everyBenchmarkStatesItsWorkOrWhyNot() {
    for (Row row : Row.of(Benchmarks.ALL)) {
      assertThat(row.work()).as(row.label()).isNotEqualTo(Work.UNSTATED);
      assertThat(row.work().counted()).as(row.label()).isEqualTo(row.work().why().isEmpty());
    }
  }

  @Test
  void noTwoRowsHaveOneName() {
    assertThat(Row.of(Benchmarks.ALL).stream().map(Row::label).collect(Collectors.toList()))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void anEnergyIsMeasuredInAllThatItCanDo(EnergyCase energy) {
    EnergyBenchmark benchmark = new EnergyBenchmark();
    benchmark.energy = energy;
    benchmark.compose();
    try {
      EnergyFunction function = benchmark.function();
      assertThat(energy.has("energies")).isTrue();
      assertThat(energy.has("gradients")).isEqualTo(function.as(Differentiable.class).isPresent());
      assertThat(energy.has("accumulate")).isEqualTo(function.as(Learnable.class).isPresent());
      assertThat(energy.has("sweep")).isEqualTo(function.as(GibbsSampled.class).isPresent());
      assertThat(benchmark.energies()).doesNotContain(Double.NaN);
      if (function.as(Differentiable.class).isPresent()) {
        benchmark.gradients();
      }
      Learnable learnable = function.as(Learnable.class).orElse(null);
      if (learnable != null) {
        benchmark.accumulate();
        countsItsWeights(energy, learnable.parameters());
      }
      if (function.as(GibbsSampled.class).isPresent()) {
        benchmark.sweep();
      }
    } finally {
      benchmark.close();
    }
  }

  /** The energy of a network takes a product with each of its weights; bits take only additions. */
  private static void countsItsWeights(EnergyCase energy, Parameters parameters) {
    Work work = energy.work("energies");
    double weights =
        parameters.tensors().stream()
            .filter(tensor -> tensor.shape().size() > 1)
            .mapToDouble(Parameters.Tensor::size)
            .sum();
    if (work.counted() && weights > 0 && energy != EnergyCase.RBM_BINARY) {
      assertThat(work.flops()).isEqualTo(2 * EnergyCase.TILE * weights);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSamplerMoves(SamplerCase sampler) {
    SamplerBenchmark benchmark = new SamplerBenchmark();
    benchmark.sampler = sampler;
    benchmark.start();
    try {
      assertThat(benchmark.transition().array()).doesNotContain(Float.NaN);
    } finally {
      benchmark.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anObjectiveTrains(ObjectiveCase objective) {
    ObjectiveBenchmark benchmark = new ObjectiveBenchmark();
    benchmark.objective = objective;
    benchmark.start();
    try {
      benchmark.step();
      benchmark.step();
    } finally {
      benchmark.close();
    }
  }
}
