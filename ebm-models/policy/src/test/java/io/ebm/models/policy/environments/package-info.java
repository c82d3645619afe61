@NullMarked
package io.ebm.models.policy.environments;

import org.jspecify.annotations.NullMarked;
