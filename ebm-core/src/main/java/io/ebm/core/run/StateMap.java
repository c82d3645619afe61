package io.ebm.core.run;

import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import io.ebm.core.io.Safetensors;
import io.ebm.core.io.Tensor;
import io.ebm.core.io.TensorFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** State of components as named tensors, to be written and read back, or sent. */
public final class StateMap {

  private final Map<String, Tensor> tensors;

  private StateMap(Map<String, Tensor> tensors) {
    this.tensors = tensors;
  }

  /** A map to write to. */
  public static StateMap empty() {
    return new StateMap(new LinkedHashMap<>());
  }

  static StateMap of(TensorFile file) {
    return new StateMap(file.tensors());
  }

  /**
   * What {@link #bytes} gave, to be read.
   *
   * @throws IllegalArgumentException if it is not whole
   */
  public static StateMap of(byte[] bytes) {
    return of(Safetensors.read(bytes));
  }

  /** All of it as bytes, in the format of safetensors. */
  public byte[] bytes() {
    return Safetensors.bytes(tensors(), Map.of("format", "ebm"));
  }

  /**
   * The names of what a reader's child of that name has, in the order in which they were written.
   */
  public List<String> names(String child) {
    String prefix = child + "/";
    return tensors.keySet().stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .toList();
  }

  List<Tensor> tensors() {
    return new ArrayList<>(tensors.values());
  }

  /** Writes. */
  public StateWriter writer() {
    return new Writer("");
  }

  /** Reads. */
  public StateReader reader() {
    return new Reader("");
  }

  private final class Writer implements StateWriter {
    private final String prefix;

    Writer(String prefix) {
      this.prefix = prefix;
    }

    private void put(Tensor tensor) {
      if (tensors.putIfAbsent(tensor.name(), tensor) != null) {
        throw new IllegalArgumentException("state '" + tensor.name() + "' was written twice");
      }
    }

    @Override
    public void put(String name, float[] values) {
      put(Tensor.of(prefix + name, List.of(values.length), values.clone()));
    }

    @Override
    public void put(String name, double[] values) {
      put(Tensor.of(prefix + name, List.of(values.length), values.clone()));
    }

    @Override
    public void put(String name, long[] values) {
      put(Tensor.of(prefix + name, List.of(values.length), values.clone()));
    }

    @Override
    public StateWriter child(String name) {
      return new Writer(prefix + name + "/");
    }
  }

  private final class Reader implements StateReader {
    private final String prefix;

    Reader(String prefix) {
      this.prefix = prefix;
    }

    private Tensor get(String name) {
      Tensor tensor = tensors.get(prefix + name);
      if (tensor == null) {
        throw new IllegalArgumentException("the checkpoint has no state '" + prefix + name + "'");
      }
      return tensor;
    }

    @Override
    public boolean has(String name) {
      return tensors.containsKey(prefix + name);
    }

    @Override
    public float[] floats(String name) {
      return get(name).floats().clone();
    }

    @Override
    public double[] doubles(String name) {
      return get(name).doubles().clone();
    }

    @Override
    public long[] longs(String name) {
      return get(name).longs().clone();
    }

    @Override
    public void copyTo(StateWriter writer) {
      tensors.forEach(
          (name, tensor) -> {
            if (name.startsWith(prefix)) {
              StateWriter into = writer;
              String local = name.substring(prefix.length());
              for (int slash = local.indexOf('/'); slash >= 0; slash = local.indexOf('/')) {
                into = into.child(local.substring(0, slash));
                local = local.substring(slash + 1);
              }
              switch (tensor.type()) {
                case F32 -> into.put(local, tensor.floats());
                case F64 -> into.put(local, tensor.doubles());
                case I64 -> into.put(local, tensor.longs());
                case I32 -> throw new IllegalArgumentException("state has no " + tensor);
              }
            }
          });
    }

    @Override
    public StateReader child(String name) {
      return new Reader(prefix + name + "/");
    }
  }
}
