/**
 * Optimizers, as plugins: {@link io.ebm.objectives.optim.SgdFactory sgd}, {@link
 * io.ebm.objectives.optim.MomentumFactory momentum} and {@link io.ebm.objectives.optim.AdamFactory
 * adam}. All compute in single precision, allocate at their first step alone, and pass on what is
 * not finite.
 *
 * <p>Weight decay is decoupled (Loshchilov and Hutter 2019): {@code θ ← θ - rate · weightDecay · θ}
 * beside the step along the gradient; biases and the weights of norms are left out unless {@code
 * decayBiases} is set. {@code clipNorm} scales a gradient whose Euclidean norm is greater down to
 * that norm.
 */
@NullMarked
package io.ebm.objectives.optim;

import org.jspecify.annotations.NullMarked;
