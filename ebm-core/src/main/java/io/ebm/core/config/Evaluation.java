package io.ebm.core.config;

import io.ebm.api.Component;
import io.ebm.api.PartitionEstimator;
import io.ebm.api.Setting;
import org.jspecify.annotations.Nullable;

/** How to evaluate a trained model. */
public record Evaluation(
    @Setting(
            doc =
                "How to find log Z; where absent exactly, by quadrature or by a sandwich of annealed"
                    + " importance sampling, the first that fits the energy")
        @Nullable Component<PartitionEstimator> logZ) {}
