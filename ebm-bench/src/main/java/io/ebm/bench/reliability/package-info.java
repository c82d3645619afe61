/**
 * Campaigns that try to break ebm: mutated experiments, damaged files, kills and full disks. Each
 * case follows from a seed and its number, so that it can be run again alone.
 */
@NullMarked
package io.ebm.bench.reliability;

import org.jspecify.annotations.NullMarked;
