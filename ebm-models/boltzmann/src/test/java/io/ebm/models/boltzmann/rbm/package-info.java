/** Tests of restricted Boltzmann machines. */
@org.jspecify.annotations.NullMarked
package io.ebm.models.boltzmann.rbm;
