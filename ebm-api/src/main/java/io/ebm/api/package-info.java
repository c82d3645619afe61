/**
 * The service provider interface: what a plugin implements and the data it sees.
 *
 * <p>Everything is an energy function {@link io.ebm.api.EnergyFunction E(x)}; low energy means
 * plausible, {@code p(x) ∝ exp(-E(x))}. What an energy can do besides is told by small capability
 * interfaces asked for by {@link io.ebm.api.Model#as}: {@link io.ebm.api.Differentiable}, {@link
 * io.ebm.api.Learnable}, {@link io.ebm.api.GibbsSampled}, {@link io.ebm.api.Tractable} and others.
 * Samplers, objectives and estimators know energies only through these.
 *
 * <p>A plugin is a {@link java.util.ServiceLoader} provider of one of the factories ({@link
 * io.ebm.api.EnergyFactory}, {@link io.ebm.api.SamplerFactory}, {@link
 * io.ebm.api.ObjectiveFactory}, {@link io.ebm.api.OptimizerFactory}, {@link
 * io.ebm.api.DatasetFactory}, {@link io.ebm.api.EstimatorFactory}, {@link io.ebm.api.NoiseFactory},
 * {@link io.ebm.api.FeaturesFactory}, {@link io.ebm.api.AugmentationFactory}, {@link
 * io.ebm.api.ScheduleFactory}, {@code io.ebm.nn.LayerFactory}): a name, a config record and {@code
 * create}. Sections of reports and scores are extensions too, without a config; see {@link
 * io.ebm.api.report}.
 *
 * <p><b>Threads.</b> Plugin code is single-threaded; the runtime cuts work into small tiles and
 * runs them on all cores. Only an energy function is shared between threads: its methods may be
 * called from several threads at once while nobody writes its parameters. Everything else is
 * created once per shard and used by one thread at a time.
 */
@NullMarked
package io.ebm.api;

import org.jspecify.annotations.NullMarked;
