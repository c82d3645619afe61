package io.ebm.api.noise;

import io.ebm.api.Factory;
import io.ebm.api.ValueFactory;

/**
 * Extension point for noise schedules; see {@link Factory} for the form of a provider. A schedule
 * depends on its config alone.
 *
 * @param <C> the config record
 */
public interface NoiseScheduleFactory<C extends Record> extends ValueFactory<C, NoiseSchedule> {}
