package io.ebm.core.train;

import io.ebm.core.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Names of tensors, whose parts are parted by dots, and how they begin. */
public final class TensorNames {

  private static final int MOST = 40;

  private TensorNames() {}

  /** Whether a name begins with whole parts: {@code layers.1} does not begin {@code layers.10}. */
  public static boolean begins(String name, String prefix) {
    return name.startsWith(prefix)
        && (prefix.isEmpty()
            || prefix.endsWith(".")
            || name.length() == prefix.length()
            || name.charAt(prefix.length()) == '.');
  }

  /**
   * Says that no name begins with a text, what was probably meant, and which names there are.
   *
   * @param whose as in {@code "of energy 'mlp'"}
   */
  public static String none(String prefix, String whose, Collection<String> names) {
    Set<String> beginnings = new LinkedHashSet<>();
    for (String name : names) {
      for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
        beginnings.add(name.substring(0, prefix.endsWith(".") ? dot + 1 : dot));
      }
      beginnings.add(name);
    }
    return "no tensor "
        + whose
        + " has a name that begins with '"
        + Texts.brief(prefix)
        + "'"
        + list(names)
        + Texts.didYouMean(prefix, beginnings);
  }

  /** The end of a sentence that lists names. */
  public static String list(Collection<String> names) {
    List<String> first = new ArrayList<>(names).subList(0, Math.min(MOST, names.size()));
    return "; the names are: "
        + (names.isEmpty() ? "none" : String.join(", ", first))
        + (names.size() > MOST ? " and " + (names.size() - MOST) + " more" : "");
  }
}
