package io.ebm.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {

  @TempDir Path folder;

  @Test
  void createsFoldersAndReplaces() throws IOException {
    Path file = folder.resolve("a/b/c.txt");
    AtomicFiles.write(file, path -> Files.writeString(path, "old"));
    AtomicFiles.write(file, path -> Files.writeString(path, "new"));
    assertThat(file).hasContent("new");
    assertThat(file.getParent()).isDirectoryContaining(path -> path.equals(file));
    try (var entries = Files.list(file.getParent())) {
      assertThat(entries).containsExactly(file);
    }
  }

  @Test
  void failureLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = folder.resolve("c.txt");
    Files.writeString(file, "old");
    assertThatThrownBy(
            () ->
                AtomicFiles.write(
                    file,
                    path -> {
                      Files.writeString(path, "half");
                      throw new IOException("disk full");
                    }))
        .hasMessage("disk full");
    assertThat(file).hasContent("old");
    try (var entries = Files.list(folder)) {
      assertThat(entries).containsExactly(file);
    }
  }

  @Test
  void linksAreFollowedAndPermissionsStay() throws IOException {
    Path real = Files.writeString(folder.resolve("real.txt"), "old");
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), Path.of("real.txt"));
    AtomicFiles.write(link, path -> Files.writeString(path, "new"));
    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
        .isEqualTo("rw-r-----");
    Path dangling = Files.createSymbolicLink(folder.resolve("d.txt"), Path.of("later.txt"));
    AtomicFiles.write(dangling, path -> Files.writeString(path, "there"));
    assertThat(folder.resolve("later.txt")).hasContent("there");
    Path circle = folder.resolve("circle");
    Files.createSymbolicLink(circle, circle);
    assertThatThrownBy(() -> AtomicFiles.write(circle, path -> Files.writeString(path, "x")))
        .isInstanceOf(FileSystemLoopException.class);
  }

  @Test
  void aPipeIsWrittenTo() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Process reader = new ProcessBuilder("cat", pipe.toString()).start();
    AtomicFiles.write(pipe, path -> Files.writeString(path, "through"));
    assertThat(new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("through");
    assertThat(Files.isRegularFile(pipe)).isFalse();
    assertThat(pipe).exists();
  }

  @Test
  void aFolderIsNoTarget() {
    assertThatThrownBy(() -> AtomicFiles.write(folder, path -> Files.writeString(path, "x")))
        .hasMessage(folder + ": it is a folder");
  }
}
