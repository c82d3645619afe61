package io.ebm.core.run;

import io.ebm.api.Parameters;
import io.ebm.core.Texts;
import io.ebm.core.UserException;
import io.ebm.core.io.Safetensors;
import io.ebm.core.io.Tensor;
import io.ebm.core.io.TensorFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Parameters in safetensors files, tensor by tensor under their documented names. */
public final class ParameterFiles {

  private ParameterFiles() {}

  /** Writes parameters; the file is forced to the device. */
  public static void write(Path file, Parameters parameters) throws IOException {
    List<Tensor> tensors = new ArrayList<>();
    for (Parameters.Tensor tensor : parameters.tensors()) {
      float[] values =
          Arrays.copyOfRange(parameters.values(), tensor.offset(), tensor.offset() + tensor.size());
      tensors.add(Tensor.of(tensor.name(), tensor.shape(), values));
    }
    Safetensors.write(file, tensors, Map.of("format", "ebm"));
  }

  /**
   * Reads parameters from a file that holds exactly these tensors.
   *
   * @throws UserException if the file cannot be read or other tensors are in it
   */
  public static void read(Path file, Parameters parameters) {
    TensorFile tensors;
    try {
      tensors = Safetensors.read(file);
    } catch (NoSuchFileException e) {
      throw new UserException(file + ": there is no such file", e);
    } catch (IOException e) {
      throw new UserException(Texts.reason(e), e);
    }
    copy(file, tensors, parameters);
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
  }
}
