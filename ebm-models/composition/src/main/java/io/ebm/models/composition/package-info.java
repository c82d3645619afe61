/**
 * Energies made of others: {@code product}, {@code mixture}, {@code negation}, {@code ensemble}.
 * Their parts are any energies over one space, with the parameters that they have.
 */
@NullMarked
package io.ebm.models.composition;

import org.jspecify.annotations.NullMarked;
