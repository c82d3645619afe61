/** Objectives that teach the generator beside an energy to propose what the energy means. */
@NullMarked
package io.ebm.objectives.proposal;

import org.jspecify.annotations.NullMarked;
