package io.ebm.core.data;

import io.ebm.api.ComponentContext;
import io.ebm.core.io.Safetensors;
import io.ebm.core.io.Tensor;
import io.ebm.core.io.TensorFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run keeps of its data, so that other data are read as those were that it was trained on.
 *
 * @param binary whether values are zeros and ones; null where the data decide
 * @param columns what standardized them; null where the data decide
 * @param classes the labels in the order of the classes; null where the data decide
 */
record Kept(@Nullable Boolean binary, @Nullable Columns columns, @Nullable List<String> classes) {

  private static final String FILE = "data.safetensors";
  private static final String VALUES = "values";
  private static final String BINARY = "binary";
  private static final String CENTRES = "centres";
  private static final String SCALES = "scales";
  private static final String CLASS = "class.";

  /** What the run kept that is opened, or nothing. */
  static Kept of(ComponentContext context) {
    Path file = context.archive().map(folder -> folder.resolve(FILE)).orElse(null);
    if (file == null || !Files.isRegularFile(file)) {
      return new Kept(null, null, null);
    }
    try {
      return of(Safetensors.read(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  private static Kept of(TensorFile file) {
    Map<String, String> texts = file.metadata();
    List<String> classes = new ArrayList<>();
    for (String name = texts.get(CLASS + 0); name != null; ) {
      classes.add(name);
      name = texts.get(CLASS + classes.size());
    }
    return new Kept(
        BINARY.equals(texts.get(VALUES)),
        new Columns(file.tensor(CENTRES).doubles(), file.tensor(SCALES).doubles()),
        classes.isEmpty() ? null : classes);
  }

  /** Writes what a run keeps. */
  static void write(Path folder, boolean binary, Columns columns, List<String> classes)
      throws IOException {
    Map<String, String> texts = new TreeMap<>();
    texts.put(VALUES, binary ? BINARY : "other");
    for (int k = 0; k < classes.size(); k++) {
      texts.put(CLASS + k, classes.get(k));
    }
    int dim = columns.scales().length;
    Safetensors.write(
        folder.resolve(FILE),
        List.of(
            Tensor.of(CENTRES, List.of(dim), columns.centres()),
            Tensor.of(SCALES, List.of(dim), columns.scales())),
        texts);
  }
}
