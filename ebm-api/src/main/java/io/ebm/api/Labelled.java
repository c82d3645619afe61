package io.ebm.api;

/** Capability of a {@link Dataset}: each example has a class. */
public interface Labelled {

  /** How many classes there are. */
  int classes();

  /** The class of every training example, from 0; do not modify. */
  int[] trainLabels();

  /** The class of every held-out example, from 0; do not modify. */
  int[] heldOutLabels();
}
