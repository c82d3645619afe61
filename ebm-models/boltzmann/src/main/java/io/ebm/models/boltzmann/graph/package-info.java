/** Who is coupled with whom: lattices, complete graphs, graphs from files; their colourings. */
@NullMarked
package io.ebm.models.boltzmann.graph;

import org.jspecify.annotations.NullMarked;
