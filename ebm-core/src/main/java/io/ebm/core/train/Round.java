package io.ebm.core.train;

/**
 * A round of a step, as every shard is told of it.
 *
 * @param step the training step, from 0
 * @param steps how many steps training has
 * @param number the round, from 0
 * @param indices the examples of the whole minibatch; live
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Round(long step, int steps, int number, int[] indices) {}
