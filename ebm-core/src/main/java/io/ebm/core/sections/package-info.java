/** The sections of reports that every kind of model can have. */
@NullMarked
package io.ebm.core.sections;

import org.jspecify.annotations.NullMarked;
