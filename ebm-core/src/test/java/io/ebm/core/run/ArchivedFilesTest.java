package io.ebm.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.core.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class ArchivedFilesTest {

  @TempDir Path folder;

  @Test
  void aDamagedArchiveIsRefusedBeforeAnybodyReadsIt() throws IOException {
    Path words = folder.resolve("data/words.bin");
    Files.createDirectories(words.getParent());
    Files.writeString(words, "words");
    ObjectNode provenance = Json.object();
    ArchivedFiles.record(folder, provenance);
    assertThat(provenance.path("archived").size()).isEqualTo(1);
    ArchivedFiles.check(folder, provenance);

    Files.writeString(words, "w0rds");
    assertThatThrownBy(() -> ArchivedFiles.check(folder, provenance))
        .isInstanceOf(UserException.class)
        .hasMessage(
            words
                + ": has not the contents it was written with, and the run cannot be used without it;"
                + " train again");
    Files.delete(words);
    assertThatThrownBy(() -> ArchivedFiles.check(folder, provenance))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(words + ": is missing, ");
  }

  @Test
  void aRunWithoutAnArchiveHasNothingToCheck() {
    ArchivedFiles.check(folder.resolve("none"), Json.object());
  }
}
