package io.ebm.api;

/**
 * Extension point for schedules; see {@link Factory} for the form of a provider. A schedule depends
 * on its config alone.
 *
 * @param <C> the config record
 */
public interface ScheduleFactory<C extends Record> extends ValueFactory<C, Schedule> {}
