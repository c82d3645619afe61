package io.ebm.core.discovery;

import io.ebm.api.Factory;
import io.ebm.core.Texts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All installed factories, by kind and name. Immutable. */
public final class Registry {

  /** A factory, what it says of itself, and where it comes from. */
  public record Entry(
      Kind kind,
      Factory<?> factory,
      String name,
      String description,
      Class<? extends Record> configType,
      Origin origin) {}

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

  /** The factories of a kind, by name. */
  public List<Entry> entries(Kind kind) {
    return List.copyOf(of(kind).values());
  }

  /** The names of a kind, in order. */
  public Set<String> names(Kind kind) {
    return of(kind).keySet();
  }

  /** The factory of that name, or null. */
  public @Nullable Entry find(Kind kind, String name) {
    return of(kind).get(name);
  }

  /** What to tell somebody who asked for a name that is not installed. */
  public String unknown(Kind kind, String name) {
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
