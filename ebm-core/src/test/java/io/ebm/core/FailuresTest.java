package io.ebm.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.SettingException;
import io.ebm.api.SizeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class FailuresTest {

  @Test
  void whatTheMachineRefusedIsOneSentence() {
    assertThat(Failures.sentence(new RuntimeException(new AccessDeniedException("/x/run"))))
        .contains("/x/run: permission is denied");
    assertThat(
            Failures.sentence(
                new UncheckedIOException(
                    new FileSystemException("/x/a.npy", null, "No space left on device"))))
        .contains("/x/a.npy: cannot be read or written (No space left on device)");
    assertThat(Failures.sentence(new UncheckedIOException(new IOException("Broken pipe"))))
        .contains("a file cannot be read or written: Broken pipe");
    assertThat(
            Failures.sentence(
                new UncheckedIOException(
                    "checkpoint /x/step-1 cannot be written",
                    new IOException("No space left on device"))))
        .contains("checkpoint /x/step-1 cannot be written: No space left on device");
    assertThat(Failures.sentence(new OutOfMemoryError("unable to create native thread: …")))
        .contains("the system starts no more threads; take fewer, by --threads");
    assertThat(Failures.sentence(new RuntimeException(new SizeException("too many"))))
        .contains("too many");
    assertThat(Failures.sentence(new OutOfMemoryError("Java heap space")).orElseThrow())
        .startsWith("the memory is too small: the heap has ")
        .doesNotContain("Java heap space");
    assertThat(Failures.sentence(new StackOverflowError()).orElseThrow())
        .startsWith("something is nested too deeply");
  }

  private static String user(Supplier<Object> maker) {
    return String.valueOf(
        Assertions.catchThrowableOfType(UserException.class, () -> Failures.at("energy", maker))
            .getMessage());
  }

  @Test
  void whatAComponentRefusesNamesItsPlace() {
    assertThat(
            user(
                () -> {
                  throw new SettingException("hidden", "must be 1");
                }))
        .isEqualTo("energy.hidden: must be 1");
    assertThat(
            user(
                () -> {
                  throw new IllegalArgumentException("no");
                }))
        .isEqualTo("energy: no");
    assertThat(
            user(
                () -> {
                  throw new OutOfMemoryError("Java heap space");
                }))
        .startsWith("energy: the memory is too small");
    assertThat(
            user(
                () -> {
                  throw new StackOverflowError();
                }))
        .startsWith("energy: something is");
    assertThat(user(() -> Math.multiplyExact(1 << 30, 4)))
        .isEqualTo("energy: its sizes are more than an array can have");
    assertThat(user(() -> new int[Integer.MAX_VALUE + 1]))
        .isEqualTo("energy: its sizes are more than an array can have");
    assertThat(
            user(
                () -> {
                  throw new UncheckedIOException(new AccessDeniedException("/x/data"));
                }))
        .isEqualTo("energy: /x/data: permission is denied");
  }

  @Test
  void aBugOfAComponentNamesItsPlaceToo() {
    ComponentException bug =
        Assertions.catchThrowableOfType(
            ComponentException.class, () -> Failures.at("energy", () -> List.of().get(0)));
    assertThat(bug).hasMessageMatching("energy: java.lang.*IndexOutOfBoundsException: .*");
    assertThat(bug).hasCauseInstanceOf(IndexOutOfBoundsException.class);
    assertThat(Failures.plugin(bug)).isEmpty();
    StackTraceElement frame =
        new StackTraceElement("student-t", null, null, "org.example.T", "energies", "T.java", 7);
    NullPointerException theirs = new NullPointerException();
    theirs.setStackTrace(new StackTraceElement[] {frame});
    assertThat(Failures.plugin(new RuntimeException(theirs)))
        .contains("org.example.T.energies() of plugin 'student-t'");
  }

  @Test
  void aFaultOfTheProgramIsNot() {
    assertThat(Failures.sentence(new IllegalStateException("a bug"))).isEmpty();
  }
}
