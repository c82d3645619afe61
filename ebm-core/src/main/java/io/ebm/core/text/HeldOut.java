package io.ebm.core.text;

import io.ebm.api.Checks;
import io.ebm.api.RandomStream;
import io.ebm.core.data.Split;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which texts are held out: those of another file, a part drawn at random, or each so many; one of
 * the three or none.
 *
 * @param every hold out the first of each so many texts
 */
record HeldOut(@Nullable String file, @Nullable Double fraction, @Nullable Integer every) {

  static final String FILE = "File of the held-out texts, of the same form";
  static final String FRACTION = "Fraction of the texts of 'file' to hold out, chosen at random";
  static final String EVERY =
      "Hold out each so many of the texts of 'file', beginning with the first; at least 2";

  HeldOut {
    Split.check("heldOutFile", file != null, fraction);
    if (every != null) {
      Checks.atLeast("heldOutEvery", every, 2);
      Checks.that(
          file == null && fraction == null,
          "heldOutEvery",
          "cannot stand beside heldOutFile or heldOutFraction; give one of the three");
    }
  }

  /** Texts to train on and texts held out. */
  record Parts(List<Line> train, List<Line> heldOut) {}

  /**
   * Divides texts.
   *
   * @param all those of the file
   * @param other those of the held-out file, or none
   * @throws IllegalArgumentException if that leaves none to train on, or none to hold out
   */
  Parts split(List<Line> all, List<Line> other, RandomStream random) {
    if (fraction != null) {
      Split split = Split.random(all.size(), fraction, random);
      return new Parts(chosen(all, split.train()), chosen(all, split.heldOut()));
    }
    if (every == null) {
      return new Parts(all, other);
    }
    if (all.size() < 2) {
      throw new IllegalArgumentException("heldOutEvery " + every + " leaves no text to train on");
    }
    List<Line> train = new ArrayList<>();
    List<Line> heldOut = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      (i % every == 0 ? heldOut : train).add(all.get(i));
    }
    return new Parts(train, heldOut);
  }

  private static List<Line> chosen(List<Line> lines, int[] indices) {
    List<Line> chosen = new ArrayList<>(indices.length);
    for (int index : indices) {
      chosen.add(lines.get(index));
    }
    return chosen;
  }
}
