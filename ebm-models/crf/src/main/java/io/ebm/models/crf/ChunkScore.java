package io.ebm.models.crf;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts chunks as the script conlleval of the CoNLL-2000 shared task does (Tjong Kim Sang and
 * Buchholz 2000): labels are {@code O}, or a position {@code B}, {@code I}, {@code E} or {@code S},
 * a dash and a type; a chunk that begins with {@code I} counts too; a chunk is right if its first
 * token, its last token and its type are.
 */
final class ChunkScore {

  private record Tag(char position, String type) {

    static Tag of(String label) {
      return label.length() > 1 && label.charAt(1) == '-'
          ? new Tag(label.charAt(0), label.substring(2))
          : OUTSIDE;
    }

    boolean beginsAfter(Tag before) {
      return position != 'O'
          && (position == 'B'
              || position == 'S'
              || before.position == 'O'
              || before.position == 'E'
              || before.position == 'S'
              || !before.type.equals(type));
    }

    boolean endsBefore(Tag after) {
      return position != 'O'
          && (position == 'E'
              || position == 'S'
              || after.position == 'O'
              || after.position == 'B'
              || after.position == 'S'
              || !after.type.equals(type));
    }
  }

  private static final Tag OUTSIDE = new Tag('O', "");

  private static final class Counts {
    int truth;
    int found;
    int right;

    double precision() {
      return found == 0 ? 0 : (double) right / found;
    }

    double recall() {
      return truth == 0 ? 0 : (double) right / truth;
    }

    double f1() {
      return right == 0 ? 0 : 2.0 * right / (found + truth);
    }
  }

  private final Map<String, Tag> tags = new LinkedHashMap<>();
  private final Map<String, Counts> byType = new TreeMap<>();
  private final Counts all = new Counts();
  private Tag lastTruth = OUTSIDE;
  private Tag lastFound = OUTSIDE;
  private boolean together; // whether chunks of one type are open that began together

  /** Whether these labels are those of chunks. */
  static boolean fits(Symbols labels) {
    boolean some = false;
    for (int i = 0; i < labels.size(); i++) {
      String label = labels.name(i);
      if (!label.equals("O") && !label.matches("[BIES]-.+")) {
        return false;
      }
      some |= label.startsWith("B-") || label.startsWith("I-");
    }
    return some;
  }

  void token(String truth, String found) {
    next(tags.computeIfAbsent(truth, Tag::of), tags.computeIfAbsent(found, Tag::of));
  }

  void endSentence() {
    next(OUTSIDE, OUTSIDE);
  }

  private void next(Tag truth, Tag found) {
    boolean truthEnds = lastTruth.endsBefore(truth);
    boolean foundEnds = lastFound.endsBefore(found);
    if (together && truthEnds && foundEnds) {
      all.right++;
      counts(lastTruth).right++;
    }
    together &= !truthEnds && !foundEnds;
    boolean truthBegins = truth.beginsAfter(lastTruth);
    boolean foundBegins = found.beginsAfter(lastFound);
    if (truthBegins) {
      all.truth++;
      counts(truth).truth++;
    }
    if (foundBegins) {
      all.found++;
      counts(found).found++;
    }
    if (truthBegins || foundBegins) {
      together = truthBegins && foundBegins && truth.type.equals(found.type);
    }
    lastTruth = truth;
    lastFound = found;
  }

  private Counts counts(Tag tag) {
    return byType.computeIfAbsent(tag.type, type -> new Counts());
  }

  /** Precision, recall and F1 over all chunks, then the F1 of each type. */
  void addTo(Map<String, Double> scores) {
    scores.put("precision", all.precision());
    scores.put("recall", all.recall());
    scores.put("f1", all.f1());
    scores.put("chunks", (double) all.truth);
    byType.forEach((type, counts) -> scores.put("f1-" + type, counts.f1()));
  }
}
