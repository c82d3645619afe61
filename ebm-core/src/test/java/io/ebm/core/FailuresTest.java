package io.ebm.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
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
    assertThat(Failures.sentence(new OutOfMemoryError("Java heap space")).orElseThrow())
        .startsWith("the memory is too small: the heap has ")
        .doesNotContain("Java heap space");
    assertThat(Failures.sentence(new StackOverflowError()).orElseThrow())
        .startsWith("something is nested too deeply");
  }

  @Test
  void aFaultOfTheProgramIsNot() {
    assertThat(Failures.sentence(new IllegalStateException("a bug"))).isEmpty();
  }
}
