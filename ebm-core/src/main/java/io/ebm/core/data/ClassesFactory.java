package io.ebm.core.data;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.Labelled;
import io.ebm.api.Setting;
import io.ebm.api.SettingException;
import io.ebm.core.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code classes}: examples of other data that are of some classes. The classes that may be left of
 * the training and of the held-out examples together are numbered anew, in their order.
 */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(DatasetFactory.class)
public final class ClassesFactory implements DatasetFactory<ClassesFactory.Config> {

  /** The config. */
  public record Config(
      @Setting(doc = "The data to choose from; they have labels") Component<Dataset> data,
      @Setting(doc = "The classes, by name, whose examples are trained on; without it all")
          @Nullable List<String> only,
      @Setting(doc = "The classes whose examples are not trained on")
          @Nullable List<String> without,
      @Setting(
              doc =
                  "The classes of held-out examples; without it and heldOutWithout those that are"
                      + " trained on")
          @Nullable List<String> heldOutOnly,
      @Setting(doc = "The classes of which no examples are held out")
          @Nullable List<String> heldOutWithout) {

    /** Copies and checks the lists. */
    public Config {
      only = copy("only", only);
      without = copy("without", without);
      heldOutOnly = copy("heldOutOnly", heldOutOnly);
      heldOutWithout = copy("heldOutWithout", heldOutWithout);
      checkOne("without", only, without);
      checkOne("heldOutWithout", heldOutOnly, heldOutWithout);
    }

    private static @Nullable List<String> copy(String name, @Nullable List<String> classes) {
      Checks.that(classes == null || !classes.isEmpty(), name, "must name one class at least");
      return classes == null ? null : List.copyOf(classes);
    }

    private static void checkOne(
        String name, @Nullable List<String> only, @Nullable List<String> without) {
      Checks.that(
          only == null || without == null,
          name,
          "says what the other key says; give one of the two");
    }
  }

  @Override
  public String name() {
    return "classes";
  }

  @Override
  public String description() {
    return "Examples of other data that are of some classes.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Dataset create(Config config, ComponentContext context) {
    Dataset whole = context.create("data", config.data());
    if (!(whole instanceof Labelled labelled) || whole.train() instanceof ConditionalExamples<?>) {
      throw new IllegalArgumentException(
          "data '" + config.data().type() + "' have no classes to choose from; give labelled data");
    }
    List<String> given = RowTexts.classNames(whole);
    List<String> names =
        given == null
            ? IntStream.range(0, labelled.classes()).mapToObj(String::valueOf).toList()
            : given;
    boolean[] train = chosen(names, "only", config.only(), "without", config.without());
    boolean[] heldOut =
        config.heldOutOnly() == null && config.heldOutWithout() == null
            ? train
            : chosen(
                names,
                "heldOutOnly",
                config.heldOutOnly(),
                "heldOutWithout",
                config.heldOutWithout());
    int[] rows = rows(labelled.trainLabels(), train);
    if (rows.length == 0) {
      throw new IllegalArgumentException(
          "no training example is of the classes "
              + all(names.size(), k -> train[k]).map(names::get).collect(Collectors.joining(", ")));
    }
    return ChosenClasses.of(
        whole,
        names,
        all(names.size(), k -> train[k] || heldOut[k]).toList(),
        rows,
        rows(labelled.heldOutLabels(), heldOut));
  }

  private static Stream<Integer> all(int classes, IntPredicate chosen) {
    return IntStream.range(0, classes).filter(chosen).boxed();
  }

  /** Of each class, whether its examples remain. */
  private static boolean[] chosen(
      List<String> names,
      String onlyKey,
      @Nullable List<String> only,
      String withoutKey,
      @Nullable List<String> without) {
    boolean[] chosen = new boolean[names.size()];
    Arrays.fill(chosen, only == null);
    if (only != null) {
      only.forEach(name -> chosen[number(names, onlyKey, name)] = true);
    }
    if (without != null) {
      without.forEach(name -> chosen[number(names, withoutKey, name)] = false);
      if (all(chosen.length, k -> chosen[k]).findAny().isEmpty()) {
        throw new SettingException(withoutKey, "leaves no class of " + String.join(", ", names));
      }
    }
    return chosen;
  }

  private static int number(List<String> names, String key, String name) {
    int number = names.indexOf(name);
    if (number < 0) {
      throw new SettingException(
          key,
          "names the class '"
              + name
              + "', but there are "
              + String.join(", ", names)
              + Texts.didYouMean(name, names));
    }
    return number;
  }

  private static int[] rows(int[] labels, boolean[] chosen) {
    return IntStream.range(0, labels.length).filter(i -> chosen[labels[i]]).toArray();
  }
}
