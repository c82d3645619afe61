package io.ebm.core.config;

import io.ebm.api.TextLines;
import io.ebm.core.UserException;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with an experiment, to tell it all at once. */
final class Problems {

  private static final int MOST = 30;

  private final List<String> lines = new ArrayList<>();

  void add(Location at, String path, String message) {
    lines.add(TextLines.visible(at + "  " + (path.isEmpty() ? "" : path + ": ") + message));
  }

  void addAll(Problems others) {
    lines.addAll(others.lines);
  }

  int count() {
    return lines.size();
  }

  /** Fails if anything was collected; of very many problems it tells the first. */
  void throwIfAny() {
    if (lines.isEmpty()) {
      return;
    }
    String told = String.join("\n", lines.subList(0, Math.min(MOST, lines.size())));
    throw new UserException(
        lines.size() <= MOST ? told : told + "\nand " + (lines.size() - MOST) + " problems more");
  }
}
