package io.ebm.core.io;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a safetensors file holds.
 *
 * @param tensors the tensors by name, in the order of the file
 * @param metadata free texts by name
 */
public record TensorFile(Map<String, Tensor> tensors, Map<String, String> metadata) {

  /** Copies both maps. */
  public TensorFile {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
  }

  /**
   * The tensor of that name.
   *
   * @throws IllegalArgumentException if there is none; names those that are there
   */
  public Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no tensor '" + name + "' among " + tensors.keySet());
    }
    return tensor;
  }
}
