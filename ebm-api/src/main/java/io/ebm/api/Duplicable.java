package io.ebm.api;

/**
 * Capability of a {@link Model} that can be made once more: a second one of the same form with
 * parameters of its own. What a target network is made from.
 */
public interface Duplicable {

  /** Another model of the same form, whose parameters begin with the present values. */
  Model duplicate();
}
