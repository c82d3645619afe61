package io.ebm.core.config;

import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.Features;
import io.ebm.api.PartitionEstimator;
import io.ebm.api.Setting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How to evaluate a trained model. */
public record Evaluation(
    @Setting(
            doc =
                "How to find log Z; where absent exactly, by quadrature or by a sandwich of annealed"
                    + " importance sampling, the first that fits the energy")
        @Nullable Component<PartitionEstimator> logZ,
    @Setting(
            doc =
                "In what samples are compared with held-out examples; where absent in 64 principal"
                    + " components of the training examples")
        @Nullable Component<Features> features,
    @Setting(
            doc =
                "The most samples and examples that are compared; 0 for no comparison; where absent"
                    + " 1000, or 10000 if features are named")
        @Nullable Integer samples,
    @Setting(
            doc =
                "How to find the likelihood of held-out examples along the flow of probability, of a"
                    + " model that takes noise away; where absent it is not looked for")
        @Nullable Flow flow,
    @Setting(doc = "Other data, which the model is to tell from held-out examples")
        @Nullable List<Against> against) {

  private static final int FEW = 1_000;
  private static final int MANY = 10_000;

  /** Checks the values. */
  public Evaluation {
    if (samples != null) {
      Checks.notNegative("samples", samples);
    }
    List<String> names = new ArrayList<>();
    for (Against each : against == null ? List.<Against>of() : against) {
      Checks.that(
          !names.contains(each.name()),
          "against[" + names.size() + "].name",
          "'" + each.name() + "' is the name of another one too; results go by it");
      names.add(each.name());
    }
    against = against == null ? null : List.copyOf(against);
  }

  /** The most samples and examples that are compared; 0 for no comparison. */
  public int most() {
    if (samples != null) {
      return samples;
    }
    return features == null ? FEW : MANY;
  }

  /** Other data. */
  public List<Against> foreign() {
    return against == null ? List.of() : against;
  }
}
