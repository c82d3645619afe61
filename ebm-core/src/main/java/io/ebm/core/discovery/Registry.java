package io.ebm.core.discovery;

import io.ebm.api.Extension;
import io.ebm.core.Texts;
import io.ebm.nn.layers.NoLayers;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All installed extensions, by kind and name. Immutable. */
public final class Registry {

  /** The settings of what has none. */
  public record NoSettings() {}

  /**
   * An extension, what it says of itself, and where it comes from.
   *
   * @param configType the record of its settings; {@link NoSettings} where it is no factory
   */
  public record Entry(
      Kind kind,
      Extension extension,
      String name,
      String description,
      Class<? extends Record> configType,
      Origin origin) {

    @Override
    public String toString() {
      return kind.word()
          + " '"
          + name
          + "' ("
          + extension.getClass().getName()
          + " in "
          + origin
          + ")";
    }
  }

  private final Map<Kind, SortedMap<String, Entry>> entries = new EnumMap<>(Kind.class);

  Registry(List<Entry> all) {
    for (Kind kind : Kind.values()) {
      entries.put(kind, new TreeMap<>());
    }
    for (Entry entry : all) {
      of(entry.kind()).put(entry.name(), entry);
    }
  }

  private SortedMap<String, Entry> of(Kind kind) {
    SortedMap<String, Entry> found = entries.get(kind);
    if (found == null) {
      throw new IllegalStateException("no entries for " + kind);
    }
    return found;
  }

  /** The extensions of a kind, by name. */
  public List<Entry> entries(Kind kind) {
    return List.copyOf(of(kind).values());
  }

  /** What runs when an extension of a kind is asked or used. */
  public interface Use<T> {
    /** Uses one that is installed. */
    void of(Entry entry, T extension);
  }

  /** Does something with every extension of a kind that is no factory, by name. */
  public <T extends Extension> void forEach(Kind kind, Class<T> type, Use<T> use) {
    of(kind).values().forEach(entry -> use.of(entry, type.cast(entry.extension())));
  }

  /** The names of a kind, in order. */
  public Set<String> names(Kind kind) {
    return of(kind).keySet();
  }

  /** The extension of that name, or null. */
  public @Nullable Entry find(Kind kind, String name) {
    return of(kind).get(name);
  }

  /** What to tell somebody who asked for a name that is not installed. */
  public String unknown(Kind kind, String name) {
    Optional<String> never = kind == Kind.LAYER ? NoLayers.why(name) : Optional.empty();
    return never.orElseGet(() -> notInstalled(kind, name));
  }

  private String notInstalled(Kind kind, String name) {
    return "no "
        + kind.word()
        + " '"
        + name
        + "' is installed; installed are: "
        + (names(kind).isEmpty() ? "none" : String.join(", ", names(kind)))
        + Texts.didYouMean(name, names(kind))
        + " (a plugin's jar goes into plugins/<name>/; see 'ebm plugins')";
  }
}
