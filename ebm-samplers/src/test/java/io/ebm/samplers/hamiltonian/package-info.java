@NullMarked
package io.ebm.samplers.hamiltonian;

import org.jspecify.annotations.NullMarked;
