/**
 * Energies of sequences of symbols: {@code n-gram}, counted, and {@code autoregressive}, a network;
 * both are normalised, so that each can be the base of a {@code residual} energy.
 */
@NullMarked
package io.ebm.models.sequence;

import org.jspecify.annotations.NullMarked;
