package io.ebm.nn;

import io.ebm.api.Factory;
import io.ebm.api.ValueFactory;

/**
 * Extension point for layers of networks; see {@link Factory} for the form of a provider. A layer
 * depends on its config alone. A config may hold a {@link Layer} or a list of them.
 *
 * @param <C> the config record
 */
public interface LayerFactory<C extends Record> extends ValueFactory<C, Layer> {}
