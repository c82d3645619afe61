package io.ebm.nn;

import java.util.List;

/**
 * An operation in its place.
 *
 * @param inputs the slots that it reads
 * @param output the slot that it computes
 */
record Node(Operation operation, List<Integer> inputs, int output) {}
