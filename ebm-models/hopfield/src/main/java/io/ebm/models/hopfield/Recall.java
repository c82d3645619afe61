package io.ebm.models.hopfield;

/**
 * What a memory found for one probe.
 *
 * @param state the last state
 * @param steps how many steps changed the state: sweeps, or updates of all units at once
 * @param settled whether it is a fixed point
 * @param energy of the state
 * @param nearest the number of the nearest pattern
 * @param overlap with that pattern: the cosine of the angle between them
 * @param spurious whether the state is none of the patterns
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Recall(
    float[] state,
    int steps,
    boolean settled,
    double energy,
    int nearest,
    double overlap,
    boolean spurious) {}
