@NullMarked
package io.ebm.models.policy;

import org.jspecify.annotations.NullMarked;
