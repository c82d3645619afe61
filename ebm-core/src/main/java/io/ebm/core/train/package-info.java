/** Trains: minibatches, shards, optimizer, checkpoints, metrics. */
@NullMarked
package io.ebm.core.train;

import org.jspecify.annotations.NullMarked;
