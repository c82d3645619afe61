package io.ebm.api;

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
}
