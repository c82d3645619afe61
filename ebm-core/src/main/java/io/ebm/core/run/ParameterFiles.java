package io.ebm.core.run;

import io.ebm.api.InputFiles;
import io.ebm.api.Parameters;
import io.ebm.api.StateSpace;
import io.ebm.core.Texts;
import io.ebm.core.UserException;
import io.ebm.core.io.Safetensors;
import io.ebm.core.io.Tensor;
import io.ebm.core.io.TensorFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Parameters in safetensors files, tensor by tensor under their documented names. */
public final class ParameterFiles {

  private static final String SPACE = "space";

  private ParameterFiles() {}

  /**
   * Writes parameters; the file is forced to the device.
   *
   * @param space of the model's states, to be known where there are no data; or null
   */
  public static void write(Path file, Parameters parameters, @Nullable StateSpace space)
      throws IOException {
    List<Tensor> tensors = new ArrayList<>();
    for (Parameters.Tensor tensor : parameters.tensors()) {
      float[] values =
          Arrays.copyOfRange(parameters.values(), tensor.offset(), tensor.offset() + tensor.size());
      tensors.add(Tensor.of(tensor.name(), tensor.shape(), values));
    }
    Map<String, String> metadata = new HashMap<>(Map.of("format", "ebm"));
    if (space != null) {
      metadata.put(SPACE, Json.line(Spaces.json(space)));
    }
    Safetensors.write(file, tensors, metadata);
  }

  /**
   * The space of the states of the model whose parameters a file holds, if it says that.
   *
   * @throws UserException if the file cannot be read
   */
  public static Optional<StateSpace> space(Path file) {
    String text = tensors(file).metadata().get(SPACE);
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Spaces.of(Json.parse(text)));
    } catch (IllegalArgumentException | JacksonException e) {
      throw new UserException(
          file + ": its metadata '" + SPACE + "' are no space: " + Texts.brief(text), e);
    }
  }

  /**
   * Reads parameters from a file that holds exactly these tensors, of finite numbers.
   *
   * @throws UserException if the file cannot be read, other tensors are in it or a number is not
   *     finite
   */
  public static void read(Path file, Parameters parameters) {
    copy(file, tensors(file), parameters);
  }

  private static TensorFile tensors(Path file) {
    try {
      return Safetensors.read(file);
    } catch (IOException e) {
      throw new UserException(InputFiles.sentence(file, e), e);
    }
  }

  private static void copy(Path file, TensorFile from, Parameters to) {
    List<String> problems = new ArrayList<>();
    Set<String> spare = new TreeSet<>(from.tensors().keySet());
    for (Parameters.Tensor wanted : to.tensors()) {
      spare.remove(wanted.name());
      Tensor found = from.tensors().get(wanted.name());
      if (found == null) {
        problems.add(
            "tensor '"
                + wanted.name()
                + "' is missing"
                + Texts.didYouMean(wanted.name(), from.tensors().keySet()));
      } else if (found.type() != Tensor.Type.F32 || !found.shape().equals(wanted.shape())) {
        problems.add("tensor " + found + " should be F32 " + wanted.shape());
      }
    }
    for (String name : spare) {
      problems.add("the model has no tensor '" + name + "'");
    }
    if (!problems.isEmpty()) {
      throw new UserException(file + ": does not fit the model: " + String.join("; ", problems));
    }
    for (Parameters.Tensor wanted : to.tensors()) {
      float[] values = from.tensor(wanted.name()).floats();
      System.arraycopy(values, 0, to.values(), wanted.offset(), values.length);
    }
    String fault = notFinite(to);
    if (fault != null) {
      throw new UserException(file + ": " + fault + "; parameters must be finite numbers");
    }
  }

  /** Where a parameter is not finite, in words; null where all are. */
  public static @Nullable String notFinite(Parameters parameters) {
    float[] values = parameters.values();
    for (Parameters.Tensor tensor : parameters.tensors()) {
      for (int i = 0; i < tensor.size(); i++) {
        if (!Float.isFinite(values[tensor.offset() + i])) {
          return "tensor '"
              + tensor.name()
              + "' has "
              + values[tensor.offset() + i]
              + " at "
              + index(i, tensor.shape())
              + " (from 0)";
        }
      }
    }
    return null;
  }

  /** The place of a value in a row-major tensor. */
  public static List<Integer> index(int flat, List<Integer> shape) {
    List<Integer> index = new ArrayList<>();
    int rest = flat;
    for (int axis = shape.size() - 1; axis >= 0; axis--) {
      index.add(0, rest % shape.get(axis));
      rest /= shape.get(axis);
    }
    return index;
  }
}
