package io.ebm.core.config;

import io.ebm.api.Augmentation;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.Dataset;
import io.ebm.api.Setting;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are no examples: other data, or what noise or a transform makes of held-out examples.
 *
 * @param name what results call them
 * @param data the other data, or null
 * @param noise the noise, or null
 * @param transform changes held-out examples, or null
 */
public record Against(
    @Setting(doc = "What results call it: letters, digits and -") String name,
    @Setting(
            doc =
                "Other data over the same space: their held-out examples, or their training ones where none are held out")
        @Nullable Component<Dataset> data,
    @Setting(
            doc =
                "Noise instead of data: 'shuffled' is held-out examples with their coordinates in random orders, 'uniform' is noise over their range")
        @Nullable Noise noise,
    @Setting(doc = "What changes held-out examples into what they are not, as a flip")
        @Nullable Component<Augmentation> transform) {

  /** Noise that every data set has. */
  public enum Noise {
    /** The right values in the wrong places. */
    SHUFFLED,
    /** Uniform over the range of the values, or over the levels of the space. */
    UNIFORM
  }

  /** Checks the name, and that there is one kind of rows. */
  public Against {
    Checks.that(
        name.matches("[A-Za-z0-9][A-Za-z0-9-]*"),
        "name",
        "must be letters, digits and '-', but is '" + name + "'");
    long given = Stream.of(data, noise, transform).filter(Objects::nonNull).count();
    Checks.that(
        given == 1,
        "data",
        given == 0
            ? "is missing; give data, noise or a transform"
            : "stands beside noise or a transform; give one of the three");
  }
}
