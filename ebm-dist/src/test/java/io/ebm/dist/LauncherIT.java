package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher, from a home that looks like a checkout with a build. A shell makes the files whose
 * names are not ASCII, as the locale of the tests may know no such names.
 */
class LauncherIT {

  private static final String SETUP =
      """
      set -eu
      home="$PWD/it's \\"my\\" $(printf '\\303\\251bm')"
      mkdir -p "$home/ebm-dist/target/ebm" bin
      cp "$ROOT/ebm" "$home/ebm"
      cp "$ROOT/ebm-dist/java.options" "$home/ebm-dist"
      ln -s "$ROOT/ebm-dist/target/ebm/lib" "$home/ebm-dist/target/ebm/lib"
      touch "$home/ebm-dist/target/ebm/built"
      for version in 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
        : >"$home/ebm-dist/target/ebm/classes-$version.jsa"
      done
      ln -s "$home/ebm" bin/first
      ln -s first bin/ebm
      data="$(printf '\\303\\244 b')"
      mkdir "$data"
      printf 'x,y\\n1,2\\n2,3\\n3,5\\n4,4\\n' >"$data/$(printf '\\303\\266').csv"
      cat >"$data/e.json" <<END
      {"name": "e", "seed": 1, "data": {"type": "csv", "file": "$(printf '\\303\\266').csv"},
       "energy": {"type": "mlp", "hidden": [4]},
       "objective": {"type": "pcd", "steps": 2, "sampler": {"type": "langevin", "stepSize": 0.01}},
       "optimizer": {"type": "adam", "rate": 0.001}, "training": {"batch": 2, "steps": 3},
       "sampling": {"steps": 2, "count": 4}}
      END
      """;

  @TempDir Path folder;

  private record Said(int code, String out, String err) {}

  private Said shell(String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", script).directory(folder.toFile());
    builder.environment().remove("LANG");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("ROOT", Project.root().toString());
    builder.environment().putAll(environment);
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    int code = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
    return new Said(code, text(out), text(err));
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  @BeforeEach
  void setUp() throws IOException, InterruptedException {
    Said said = shell(SETUP, Map.of());
    assertThat(said.code()).as(said.err()).isZero();
  }

  @Test
  void linksAndNamesBeyondAsciiWorkInAnyLocale() throws IOException, InterruptedException {
    for (String locale : new String[] {"C", "POSIX"}) {
      Said said = shell("bin/ebm validate *b/e.json", Map.of("LC_ALL", locale));
      assertThat(said.err()).as(locale).isEmpty();
      assertThat(said.code()).isZero();
      assertThat(said.out()).startsWith("\u00e4 b/e.json: valid\n");
    }
  }

  @Test
  void nothingIsSaidThatTheCommandDoesNotSay() throws IOException, InterruptedException {
    Said said =
        shell(
            "bin/ebm train *b/e.json --out run",
            Map.of("LC_ALL", "C", "EBM_JAVA_OPTIONS", "-Debm.math=vector"));
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out()).isEqualTo("run\n");
    assertThat(said.err()).startsWith("run: run\n").doesNotContain("WARNING");
  }

  @Test
  void whatJavaSaysWhenItCannotStartIsShown() throws IOException, InterruptedException {
    Said said = shell("bin/ebm train e.json", Map.of("EBM_JAVA_OPTIONS", "-XX:+NoSuchOption"));
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err() + said.out()).contains("Unrecognized VM option 'NoSuchOption'");
  }
}
