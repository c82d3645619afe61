/** Tests of everything together, through the command line. */
@NullMarked
package io.ebm.dist;

import org.jspecify.annotations.NullMarked;
