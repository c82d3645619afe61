package io.ebm.api;

/**
 * What every extension has: a name, and a sentence for people. Found by {@link
 * java.util.ServiceLoader}, so an implementation has a public constructor without arguments; it is
 * cheap to make.
 */
public interface Extension {

  /** Its name: {@code [a-z][a-z0-9-]*}, unique among the extensions of its kind. */
  String name();

  /** One sentence for {@code ebm plugins} and {@code ebm describe}. */
  String description();
}
