package io.ebm.core.compose;

import io.ebm.api.InputFiles;
import io.ebm.api.Parameters;
import io.ebm.core.Texts;
import io.ebm.core.UserException;
import io.ebm.core.config.Tensors;
import io.ebm.core.io.MalformedFileException;
import io.ebm.core.io.WeightFile;
import io.ebm.core.run.ParameterFiles;
import io.ebm.core.run.RunFolder;
import io.ebm.core.runtime.RunContext;
import io.ebm.core.train.TensorNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Tensors that start from the values of others: which, and from which files. */
final class Transfer {

  private static final String PATH = "training.tensors.load[";

  private final Parameters parameters;
  private final List<String> problems = new ArrayList<>();

  /** The files, and for each what is to be read: the name there and the tensor here. */
  private final List<Source> sources = new ArrayList<>();

  private record Source(
      String place, String from, Path file, Map<String, Parameters.Tensor> tensors) {}

  private Transfer(Parameters parameters) {
    this.parameters = parameters;
  }

  /**
   * Finds the files and compares their tensors with the model's; {@link #problems} says what is
   * wrong with them.
   *
   * @param energy the name of the model's type
   * @param context finds files
   */
  static Transfer of(
      List<Tensors.Load> loads, Parameters parameters, String energy, RunContext context) {
    Transfer transfer = new Transfer(parameters);
    Map<String, Integer> loaded = new HashMap<>();
    for (int k = 0; k < loads.size(); k++) {
      transfer.add(k, loads.get(k), energy, context, loaded);
    }
    return transfer;
  }

  /** Sentences that begin with the place; none where all fits. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** The names of the model's tensors that are loaded. */
  Set<String> loaded() {
    Set<String> names = new TreeSet<>();
    for (Source source : sources) {
      source.tensors().values().forEach(tensor -> names.add(tensor.name()));
    }
    return names;
  }

  /**
   * Copies the values into the model's parameters.
   *
   * @param context is told which files are used
   * @throws UserException if something does not fit, a file cannot be read, or a number is not
   *     finite; some tensors may then be written
   */
  void run(RunContext.Run context) {
    if (!problems.isEmpty()) {
      throw new UserException(String.join("\n", problems));
    }
    for (Source source : sources) {
      context.files().use(source.from(), source.file());
      try (WeightFile file = WeightFile.open(source.file())) {
        for (Map.Entry<String, Parameters.Tensor> entry : source.tensors().entrySet()) {
          copy(source, file, entry.getKey(), entry.getValue());
        }
      } catch (IOException e) {
        throw new UserException(source.place() + InputFiles.sentence(source.file(), e), e);
      }
    }
  }

  private void copy(Source source, WeightFile file, String name, Parameters.Tensor to)
      throws IOException {
    float[] values = file.floats(name);
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new UserException(
            source.place()
                + source.file()
                + ": tensor '"
                + name
                + "' has "
                + values[i]
                + " at "
                + ParameterFiles.index(i, to.shape())
                + " (from 0), as a float; parameters must be finite numbers");
      }
    }
    System.arraycopy(values, 0, parameters.values(), to.offset(), values.length);
  }

  private void add(
      int k, Tensors.Load load, String energy, RunContext context, Map<String, Integer> loaded) {
    String place = PATH + k + "]";
    Path path;
    Map<String, WeightFile.Listed> there;
    try {
      path = file(load.from(), context);
      try (WeightFile file = WeightFile.open(path)) {
        there = new LinkedHashMap<>(file.tensors());
      } catch (MalformedFileException e) {
        throw new UserException(
            Texts.reason(e) + "; it must be a safetensors file, as safetensors.torch writes it", e);
      } catch (IOException e) {
        throw new UserException(InputFiles.sentence(path, e), e);
      }
    } catch (UserException | IllegalArgumentException e) {
      problems.add(place + ".from: " + Texts.reason(e));
      return;
    }
    Source source = new Source(place + ": ", load.from(), path, new LinkedHashMap<>());
    Map<String, Parameters.Tensor> here = new LinkedHashMap<>();
    parameters.tensors().forEach(tensor -> here.put(tensor.name(), tensor));
    List<String> lost = new ArrayList<>();
    boolean any = false;
    for (WeightFile.Listed tensor : there.values()) {
      if (TensorNames.begins(tensor.name(), load.prefix())) {
        any = true;
        String name = load.target() + tensor.name().substring(load.prefix().length());
        Parameters.Tensor to = here.get(name);
        if (to == null) {
          lost.add(tensor.name());
          continue;
        }
        Integer before = loaded.putIfAbsent(name, k);
        String fault =
            before != null
                ? "'" + name + "' is loaded by load[" + before + "] already"
                : misfit(tensor, to);
        if (fault.isEmpty()) {
          source.tensors().put(tensor.name(), to);
        } else {
          problems.add(source.place() + path + ": " + fault);
        }
      }
    }
    if (!lost.isEmpty()) {
      problems.add(source.place() + path + ": " + missing(lost, load, energy, here.keySet()));
    }
    if (!any) {
      problems.add(
          place + ".prefix: " + TensorNames.none(load.prefix(), "of " + path, there.keySet()));
    }
    sources.add(source);
  }

  private static String missing(
      List<String> lost, Tensors.Load load, String energy, Set<String> here) {
    String name = load.target() + lost.get(0).substring(load.prefix().length());
    return "tensor '"
        + lost.get(0)
        + "' would go to '"
        + name
        + "', which energy '"
        + energy
        + "' does not have"
        + (lost.size() == 1 ? "" : " (nor what " + (lost.size() - 1) + " others would go to)")
        + TensorNames.list(here)
        + Texts.didYouMean(name, here);
  }

  /** What keeps a tensor of a file from being that of the model; empty if nothing does. */
  private static String misfit(WeightFile.Listed there, Parameters.Tensor here) {
    if (!there.real()) {
      return "tensor '"
          + there.name()
          + "' holds "
          + there.dtype()
          + ", which are no real numbers; allowed are F32, F64, F16 and BF16";
    }
    return there.shape().equals(here.shape())
        ? ""
        : "tensor '"
            + there.name()
            + "' has the shape "
            + there.shape()
            + ", but '"
            + here.name()
            + "' "
            + here.shape();
  }

  /** The file that a setting names, or that of the last checkpoint of the run that it names. */
  private static Path file(String from, RunContext context) {
    Path path = Runs.find(from, context);
    return Files.isDirectory(path) ? RunFolder.open(path).kept().newestParameters() : path;
  }
}
