@NullMarked
package io.ebm.models.boltzmann;

import org.jspecify.annotations.NullMarked;
