/**
 * Restricted Boltzmann machines: {@link io.ebm.models.boltzmann.rbm.Rbm}, over layers of {@link
 * io.ebm.models.boltzmann.rbm.Units}.
 */
@org.jspecify.annotations.NullMarked
package io.ebm.models.boltzmann.rbm;
