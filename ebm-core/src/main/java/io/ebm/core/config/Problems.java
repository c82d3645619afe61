package io.ebm.core.config;

import io.ebm.api.TextLines;
import io.ebm.core.UserException;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with an experiment, to tell it all at once. */
final class Problems {

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

  /** Fails if anything was collected. */
  void throwIfAny() {
    if (!lines.isEmpty()) {
      throw new UserException(String.join("\n", lines));
    }
  }
}
