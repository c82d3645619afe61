/**
 * Cluster samplers for labels coupled in pairs: {@link io.ebm.samplers.cluster.WolffFactory wolff}
 * and {@link io.ebm.samplers.cluster.SwendsenWangFactory swendsen-wang}.
 */
@NullMarked
package io.ebm.samplers.cluster;

import org.jspecify.annotations.NullMarked;
