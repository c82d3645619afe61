package io.ebm.api;

import java.util.ArrayList;
import java.util.List;

/**
 * A value of a config record that is not allowed. The host adds the file, the line and the path.
 */
public final class SettingException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String setting;

  /**
   * Creates the exception.
   *
   * @param setting the record component at fault
   * @param rule what is wrong, as in {@code "must be positive, but is -1"}
   */
  public SettingException(String setting, String rule) {
    super(rule);
    this.setting = setting;
  }

  /** The record component at fault. */
  public String setting() {
    return setting;
  }

  /**
   * One exception for several settings: the first, which has the others as suppressed exceptions.
   *
   * @param all at least one
   */
  public static SettingException of(List<SettingException> all) {
    SettingException first =
        new SettingException(all.get(0).setting, String.valueOf(all.get(0).getMessage()));
    all.subList(1, all.size()).forEach(first::addSuppressed);
    return first;
  }

  /** This one and those that it stands for besides. */
  public List<SettingException> all() {
    List<SettingException> all = new ArrayList<>(List.of(this));
    for (Throwable other : getSuppressed()) {
      if (other instanceof SettingException setting) {
        all.add(setting);
      }
    }
    return all;
  }
}
