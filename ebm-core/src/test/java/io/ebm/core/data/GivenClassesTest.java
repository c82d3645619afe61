package io.ebm.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.Dataset;
import io.ebm.api.Labelled;
import io.ebm.core.Ebm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes of labelled data as contexts. */
class GivenClassesTest {

  @TempDir Path folder;

  private Dataset data(String inner) throws IOException {
    Files.writeString(folder.resolve("x.csv"), "0,10,a\n2,14,b\n3,15,a\n5,16,b\n");
    Path file =
        Files.writeString(
            folder.resolve("e.json"),
            """
            {
              "name": "given",
              "data": {"type": "given-classes", "data": %s},
              "energy": {"type": "bowl"},
              "optimizer": {"type": "downhill"},
              "sampling": {"sampler": {"type": "walk"}}
            }
            """
                .formatted(inner));
    try (Ebm ebm = Ebm.open()) {
      return ebm.compose(ebm.experiment(file, List.of())).data().orElseThrow();
    }
  }

  @Test
  void classIsTheContext() throws IOException {
    Dataset data = data("{\"type\": \"csv\", \"file\": \"x.csv\", \"labelColumn\": 2}");
    ConditionalExamples<?> train = (ConditionalExamples<?>) data.train();
    int[] labels = ((Labelled) data).trainLabels();
    assertThat(((Labelled) data).classNames()).containsExactly("a", "b");
    int[] all = new int[train.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = i;
    }
    Batch contexts = (Batch) train.contexts(all, 0, all.length);
    for (int i = 0; i < all.length; i++) {
      assertThat(contexts.get(i, 0)).isEqualTo(labels[i]);
    }
    assertThat(train.contextSpace().orElseThrow().levels()).isEqualTo(2);
    assertThat(train.range(0, 1, 2).dim()).isEqualTo(2);
  }

  @Test
  void needsLabels() throws IOException {
    Files.writeString(folder.resolve("y.csv"), "0,1\n2,3\n");
    assertThatThrownBy(() -> data("{\"type\": \"csv\", \"file\": \"y.csv\"}"))
        .hasMessageContaining("give labelled data");
  }
}
