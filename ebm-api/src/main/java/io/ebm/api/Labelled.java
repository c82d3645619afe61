package io.ebm.api;

import java.util.List;
import java.util.stream.IntStream;

/** Capability of a {@link Dataset}: each example has a class. */
public interface Labelled {

  /** How many classes there are. */
  int classes();

  /** The names of the classes, all different; by default their numbers from 0. */
  default List<String> classNames() {
    return IntStream.range(0, classes()).mapToObj(Integer::toString).toList();
  }

  /** The class of every training example, from 0; do not modify. */
  int[] trainLabels();

  /** The class of every held-out example, from 0; do not modify. */
  int[] heldOutLabels();
}
