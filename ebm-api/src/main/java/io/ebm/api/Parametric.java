package io.ebm.api;

/**
 * Capability of an {@link Objective} with parameters φ of its own that are learned along with the
 * model's, by the same optimizer: the log normaliser of noise-contrastive estimation, a
 * temperature. All shards share one φ.
 *
 * <p>An objective that nobody {@link #bind binds} reads and writes ones of its own. The host binds
 * each shard's objective once, before its first evaluation, and writes φ only between steps.
 */
public interface Parametric {

  /**
   * The tensor by which an objective tells {@code log Z} of the model as it learned it: one value,
   * in nats. A host reports it where no better estimate can be had.
   */
  String LOG_NORMALISER = "log-normaliser";

  /** Names, shapes and first values of φ: a new object at each call, always the same layout. */
  Parameters newParameters();

  /**
   * From now on reads φ from {@code shared} and adds {@code ∇φ} of the loss to {@code into}.
   *
   * @param shared of the layout of {@link #newParameters()}; read only
   * @param into a gradient of {@code shared}; added to, not overwritten
   */
  void bind(Parameters shared, Gradient into);
}
