/** From the text of an experiment to checked records, with every problem told in its place. */
@NullMarked
package io.ebm.core.config;

import org.jspecify.annotations.NullMarked;
