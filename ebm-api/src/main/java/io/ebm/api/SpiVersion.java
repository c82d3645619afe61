package io.ebm.api;

/**
 * The version of this interface. A plugin's jar says in its manifest, as {@code Ebm-Spi-Version},
 * which one it was built against; the host refuses a jar of another.
 */
public final class SpiVersion {

  /** The current version. */
  public static final int CURRENT = 1;

  /** The manifest attribute that names it. */
  public static final String MANIFEST_ATTRIBUTE = "Ebm-Spi-Version";

  private SpiVersion() {}
}
