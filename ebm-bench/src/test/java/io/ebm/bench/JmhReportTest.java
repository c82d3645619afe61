package io.ebm.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.bench.Result.Iteration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class JmhReportTest {

  private static final Limits LIMITS = new Limits(100e9, 200e9, 100e9, 10e9);

  private static Result result(Work work, double seconds) {
    Row row = new Row(GemmBenchmark.class, "nn", "shape", "100x10x1000", work);
    return new Result(row, seconds / 20, List.of(new Iteration(seconds, LIMITS)));
  }

  @Test
  void theLimitIsTheLongerOfArithmeticAndBytes() {
    Work arithmetic = Work.flops(1e9).and(Work.floats(1000, 1000));
    assertThat(LIMITS.seconds(arithmetic)).isEqualTo(0.01);
    assertThat(LIMITS.boundByBytes(arithmetic)).isFalse();
    Work bytes = Work.flops(1000).and(Work.floats(25e8, 25e8));
    assertThat(LIMITS.seconds(bytes)).isEqualTo(1);
    assertThat(LIMITS.boundByBytes(bytes)).isTrue();
  }

  @Test
  void theSpanOfArraysSaysWhichCopyIsTheLimit() {
    assertThat(LIMITS.seconds(Work.floats(1000, 8192))).isCloseTo(4000 / 200e9, within(1e-20));
    assertThat(LIMITS.seconds(Work.floats(1000, 8193))).isCloseTo(4000 / 100e9, within(1e-20));
    assertThat(LIMITS.seconds(Work.floats(1000, 1e6))).isCloseTo(4000 / 10e9, within(1e-20));
  }

  @Test
  void aLineSaysRateAndShareOfWhatBinds() {
    assertThat(Report.line(result(Work.products(1e6), 25e-6)))
        .isEqualTo("| Gemm.nn 100x10x1000 | 25.0 ± 1.25 µs | 80.0 Gflop/s | 80 % |");
    assertThat(Report.line(result(Work.floats(1e9, 1e9), 8)))
        .isEqualTo("| Gemm.nn 100x10x1000 | 8.00 ± 0.400 s | 0.500 GB/s | 5.0 % |");
  }

  @Test
  void aLineSaysWhyNothingIsCounted() {
    assertThat(Report.line(result(Work.uncounted("search of a graph"), 2e-3)))
        .isEqualTo("| Gemm.nn 100x10x1000 | 2.00 ± 0.100 ms | search of a graph |  |");
    assertThat(Report.line(result(Work.UNSTATED, 2e-9))).contains("| not stated |");
  }

  @Test
  void aShareOfWhatWasNotSettledIsInQuestion() {
    Result settled = result(Work.products(1e6), 25e-6);
    Result wild = new Result(settled.row(), 13e-6, settled.iterations());
    assertThat(Report.line(wild)).endsWith("| 80.0 Gflop/s | 80 % ? |");
  }

  @Test
  void theShareIsTheMedianOfWhatIterationsReachedOfTheirOwnLimits() {
    Limits slow = new Limits(50e9, 100e9, 50e9, 5e9);
    Row row = result(Work.products(1e6), 25e-6).row();
    Result result =
        new Result(
            row,
            1e-6,
            List.of(
                new Iteration(25e-6, LIMITS),
                new Iteration(50e-6, slow),
                new Iteration(100e-6, slow)));
    assertThat(result.share()).isCloseTo(0.8, within(1e-12));
    assertThat(result.limits()).isEqualTo(slow);
  }

  @Test
  void anErrorThatIsNotKnownIsLeftOut() {
    assertThat(Report.time(1.5e-7, Double.NaN)).isEqualTo("150 ns");
  }

  @Test
  void figuresStandBetweenTheMarks() {
    String page = "# A\n" + Report.BEGIN + "\nold\n" + Report.END + "\nrest\n";
    String figures = Report.text("A day.", List.of(result(Work.products(1e6), 25e-6)));
    assertThat(Report.replaced(page, figures))
        .isEqualTo("# A\n" + Report.BEGIN + "\n" + figures + Report.END + "\nrest\n");
    assertThat(figures)
        .startsWith(
            "A day. Limits, measured before each iteration: one core does 100 Gflop/s; a copy");
    assertThatThrownBy(() -> Report.replaced("# A\n", figures)).hasMessageContaining(Report.BEGIN);
  }

  @Test
  void theFileForProgramsHasTheSame() {
    ObjectNode json = Report.json("A day.", List.of(result(Work.products(1e6), 25e-6)));
    assertThat(json.path("rows").get(0).path("ofLimit").asDouble()).isCloseTo(0.8, within(1e-12));
    assertThat(json.path("rows").get(0).path("limits").path("flops").asDouble()).isEqualTo(100e9);
  }
}
