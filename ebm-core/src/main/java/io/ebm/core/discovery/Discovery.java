package io.ebm.core.discovery;

import io.ebm.api.Extension;
import io.ebm.core.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds every extension: on the class path of a loader, and in the folders {@code
 * plugins/<name>/*.jar}. All problems are collected and told at once.
 */
public final class Discovery {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

  /** A factory is cheap to make; a slow disk may take seconds to load its classes. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final List<Registry.Entry> entries = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private Discovery() {}

  /**
   * Finds all extensions.
   *
   * @param host the loader of the class path to search
   * @param pluginFolder the folder of plugin folders; one that does not exist is empty
   * @throws UserException that lists every problem: unreadable jars, folders without plugins,
   *     broken providers, bad or duplicate names, another version of the interface
   */
  public static Registry discover(ClassLoader host, @Nullable Path pluginFolder) {
    return discover(host, pluginFolder, LIMIT);
  }

  /** The same, giving each factory of a plugin's other time to say what it is. */
  static Registry discover(ClassLoader host, @Nullable Path pluginFolder, Duration limit) {
    Discovery discovery = new Discovery();
    discovery.load(Origin.CLASS_PATH, host, null);
    if (pluginFolder != null && Files.isDirectory(pluginFolder)) {
      for (PluginFolder plugin : PluginFolder.in(pluginFolder, discovery.problems)) {
        discovery.load(
            plugin.name(), new IsolatedLoader(plugin.name(), plugin.jars(), host), limit);
      }
    }
    discovery.checkDuplicates();
    if (!discovery.problems.isEmpty()) {
      throw new UserException(
          "the installed plugins have "
              + (discovery.problems.size() == 1 ? "a problem" : "problems")
              + ":\n  "
              + String.join("\n  ", discovery.problems));
    }
    return new Registry(discovery.entries);
  }

  private void load(String plugin, ClassLoader loader, @Nullable Duration limit) {
    for (Kind kind : Kind.values()) {
      Iterator<? extends ServiceLoader.Provider<? extends Extension>> providers =
          ServiceLoader.load(kind.service(), loader).stream().iterator();
      boolean more = true;
      while (more) {
        try {
          more = providers.hasNext();
          if (more) {
            add(kind, plugin, providers.next(), limit);
          }
        } catch (ServiceConfigurationError | LinkageError e) {
          problems.add(PluginFolder.declaring(plugin, loader, kind, e));
        }
      }
    }
  }

  private void add(
      Kind kind,
      String plugin,
      ServiceLoader.Provider<? extends Extension> provider,
      @Nullable Duration limit) {
    String type = provider.type().getName();
    Origin origin = Origin.of(plugin, provider.type());
    try {
      Questions.Answers answers = Questions.ask(provider, limit);
      if (!NAME.matcher(answers.name()).matches()) {
        throw new Questions.NoAnswer(
            "has the name '" + answers.name() + "'; a name must match " + NAME);
      }
      if (!answers.configType().isRecord()) {
        throw new Questions.NoAnswer(
            "(" + kind.word() + " '" + answers.name() + "') has a config type that is no record");
      }
      entries.add(
          new Registry.Entry(
              kind,
              answers.extension(),
              answers.name(),
              answers.description(),
              answers.configType(),
              origin));
    } catch (Questions.NoAnswer e) {
      problems.add(origin + ": " + type + " " + e.getMessage());
    }
  }

  private void checkDuplicates() {
    Map<String, Registry.Entry> seen = new HashMap<>();
    for (Registry.Entry entry : entries) {
      String key = entry.kind() + " " + entry.name();
      Registry.Entry other = seen.putIfAbsent(key, entry);
      if (other != null) {
        problems.add(
            "two plugins provide "
                + entry.kind().word()
                + " '"
                + entry.name()
                + "': "
                + other.origin()
                + " and "
                + entry.origin()
                + "; remove one of them");
      }
    }
  }
}
