package io.ebm.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackendTest {

  @Test
  void thisVirtualMachineHasTheVectorModuleSoItIsUsed() {
    String forced = System.getProperty("ebm.math", "vector");
    assertThat(Backend.CHOSEN.name()).isEqualTo(forced);
  }

  @Test
  void withoutTheModuleTheScalarKernelsAreUsedAndSaySo() throws Exception {
    String output = run(List.of());
    assertThat(output).contains("scalar kernels: start java with --add-modules");
    assertThat(output).endsWith("scalar");
  }

  @Test
  void theModuleIsLoadedWithoutAWarningWhereItMayBe() throws Exception {
    assertThat(run(List.of("--add-exports=java.base/jdk.internal.module=ALL-UNNAMED")))
        .isEqualTo("vector");
  }

  @Test
  void thePropertyForcesEither() throws Exception {
    String module = "--add-modules=jdk.incubator.vector";
    assertThat(run(List.of(module))).endsWith("vector");
    assertThat(run(List.of(module, "-Debm.math=scalar"))).endsWith("scalar");
    assertThat(run(List.of("-Debm.math=vector")))
        .contains("ebm.math=vector needs the option --add-modules jdk.incubator.vector");
    assertThat(run(List.of("-Debm.math=fast")))
        .contains("the system property ebm.math is 'scalar' or 'vector', not 'fast'");
  }

  /** What a virtual machine of its own prints. */
  private static String run(List<String> options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Show.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return output.strip();
  }

  /** Prints which kernels it got. */
  static final class Show {
    private Show() {}

    public static void main(String[] args) {
      System.err.flush();
      System.out.println(Backend.CHOSEN.name());
    }
  }
}
