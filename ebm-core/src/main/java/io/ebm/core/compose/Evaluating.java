package io.ebm.core.compose;

import io.ebm.api.Augmentation;
import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.Features;
import io.ebm.api.RandomStream;
import io.ebm.api.Rescaled;
import io.ebm.api.StateSpace;
import io.ebm.core.Failures;
import io.ebm.core.UserException;
import io.ebm.core.config.Against;
import io.ebm.core.evaluation.Foreign;
import io.ebm.core.runtime.Making;
import io.ebm.core.runtime.MetricsBuffer;
import io.ebm.core.runtime.RunContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an experiment names to evaluate with; made when first asked for. */
public final class Evaluating {

  private static final int FIRST = 256;
  private static final double UNLIKE = 10;
  private static final String FEATURES = "evaluation.features";

  private final Composition composition;
  private @Nullable Features features;
  private @Nullable List<Foreign> foreign;

  Evaluating(Composition composition) {
    this.composition = composition;
  }

  /** Makes a component of the evaluation, if it is named. */
  <T> Optional<T> made(String path, @Nullable Component<T> component) {
    if (component == null) {
      return Optional.empty();
    }
    RunContext context =
        new RunContext(composition.run(), path, -1, composition.progress(), new MetricsBuffer());
    return Optional.of(Failures.at(path, () -> Making.make(component, context)));
  }

  /** Makes all of them; what they read is of the run. */
  public void make() {
    features();
    foreign();
  }

  /** Makes all of them where they fit the experiment, or says what does not. */
  void check() {
    Component<Features> component = composition.experiment().evaluation().features();
    if (component != null && composition.data().isEmpty()) {
      throw new UserException(
          FEATURES + ": samples are compared with examples, but the experiment has no \"data\"");
    }
    make();
  }

  /** The features to compare samples and examples in, if the experiment names some. */
  public Optional<Features> features() {
    if (features == null) {
      features = made(FEATURES, composition.experiment().evaluation().features()).orElse(null);
    }
    return Optional.ofNullable(features);
  }

  /** Rows that are no examples, in the units of the examples. */
  public List<Foreign> foreign() {
    if (foreign == null) {
      List<Foreign> all = new ArrayList<>();
      for (Against each : composition.experiment().evaluation().foreign()) {
        all.add(foreign("evaluation.against[" + all.size() + "]", each));
      }
      foreign = List.copyOf(all);
    }
    return foreign;
  }

  /** Where other data look as if they were in other units than the examples. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    Dataset own = composition.data().orElse(null);
    if (own == null || own.space().levels() > 0 || own.train().size() == 0) {
      return warnings;
    }
    Batch examples = own.train().range(0, Math.min(FIRST, own.train().size()), own.space().dim());
    double here = greatest(examples);
    for (Foreign each : foreign()) {
      double there = greatest(each.rows(examples, FIRST, RandomStream.of(0)));
      if (there > UNLIKE * here || here > UNLIKE * there) {
        warnings.add(
            String.format(
                Locale.ROOT,
                "evaluation.against '%s' has values of up to %.3g, and the examples of up to %.3g: of"
                    + " other units they would be told apart by these alone; 'scale' in its data"
                    + " mends it",
                each.name(),
                there,
                here));
      }
    }
    return warnings;
  }

  private static double greatest(Batch rows) {
    double greatest = 0;
    for (int i = rows.offset(); i < rows.offset() + rows.length(); i++) {
      greatest = Math.max(greatest, Math.abs(rows.array()[i]));
    }
    return greatest;
  }

  private Foreign foreign(String path, Against against) {
    Dataset own =
        composition
            .data()
            .orElseThrow(
                () ->
                    new UserException(
                        path + ": needs held-out examples, but the experiment has no \"data\""));
    if (against.noise() != null) {
      return switch (against.noise()) {
        case SHUFFLED -> Foreign.shuffled(against.name());
        case UNIFORM -> Foreign.uniform(against.name(), own);
      };
    }
    if (against.transform() != null) {
      String place = path + ".transform";
      Augmentation change = made(place, against.transform()).orElseThrow();
      Augmentation.Transform transform = Failures.at(place, () -> change.on(own.space()));
      return Foreign.changed(against.name(), (row, random) -> transform.apply(row, 0, random));
    }
    Dataset other = made(path + ".data", against.data()).orElseThrow();
    StateSpace here = own.space();
    if (!other.space().equals(here)) {
      throw new UserException(
          path
              + ".data: its examples are of "
              + other.space()
              + ", and those of this experiment of "
              + here
              + "; they must be of the same space");
    }
    Examples rows = other.heldOut().size() > 0 ? other.heldOut() : other.train();
    return Foreign.of(against.name(), rows, other instanceof Rescaled theirs ? theirs : null, own);
  }
}
