package io.ebm.testkit;

import static io.ebm.testkit.DatasetChecks.require;

import io.ebm.api.Archived;
import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.Dataset;
import io.ebm.api.Environment;
import io.ebm.api.Episodes;
import io.ebm.api.Examples;
import io.ebm.api.Growing;
import io.ebm.api.GrowthContext;
import io.ebm.api.Interactive;
import io.ebm.api.KnownDensity;
import io.ebm.api.Labelled;
import io.ebm.api.Metrics;
import io.ebm.api.Model;
import io.ebm.api.RandomStream;
import io.ebm.api.Rescaled;
import io.ebm.api.StateMemory;
import io.ebm.api.TaskScored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a {@link Dataset} can do besides, check by check. Each throws {@link AssertionError}; each
 * does nothing for data without the capability.
 */
public final class DatasetCapabilityChecks {

  private static final int STEPS = 20;
  private static final int DRAWS = 5000;

  private DatasetCapabilityChecks() {}

  /** {@link Labelled}: every example has a class, and the class is one of those there are. */
  public static void labelsAreClasses(DatasetCase test) {
    Dataset data = test.create();
    if (!(data instanceof Labelled labelled)) {
      return;
    }
    checkLabels(test + ": training", data.train(), labelled.trainLabels(), labelled.classes());
    checkLabels(test + ": held-out", data.heldOut(), labelled.heldOutLabels(), labelled.classes());
  }

  private static void checkLabels(String what, Examples examples, int[] labels, int classes) {
    require(
        labels.length == examples.size(),
        what + " examples: " + labels.length + " labels for " + examples.size());
    for (int i = 0; i < labels.length; i++) {
      require(
          labels[i] >= 0 && labels[i] < classes,
          what + " example " + i + " has the label " + labels[i] + " of " + classes + " classes");
    }
  }

  /**
   * {@link TaskScored}: the truth has the full score of 1 in something, and random targets have
   * less; the names are the same, and all scores are finite.
   */
  public static void scoresKnowTheTruth(DatasetCase test) {
    Dataset data = test.create();
    if (!(data instanceof TaskScored scored)) {
      return;
    }
    Examples heldOut = data.heldOut();
    require(heldOut.size() > 0, test + ": give it held-out examples, so that it can score");
    Batch truth = heldOut.range(0, heldOut.size(), data.space().dim());
    Batch before = truth.copy();
    Batch random = truth.copy();
    data.space().randomStart(random, RandomStream.of(test.seed()).split("targets"));
    Map<String, Double> full = scored.scores(truth);
    Map<String, Double> less = scored.scores(random);
    require(
        Arrays.equals(truth.array(), before.array()), test + ": scores() wrote the predictions");
    require(
        full.keySet().equals(less.keySet()),
        test + ": scores of the truth are " + full + ", of random targets " + less);
    boolean won = false;
    for (Map.Entry<String, Double> score : full.entrySet()) {
      double other = less.getOrDefault(score.getKey(), Double.NaN);
      require(
          Double.isFinite(score.getValue()) && Double.isFinite(other),
          test + ": " + score.getKey() + " is " + score.getValue() + " and " + other);
      won |= score.getValue() == 1 && other < 1;
    }
    require(
        won,
        test
            + ": no score is 1 for the truth and less for random targets: "
            + full
            + " and "
            + less);
  }

  /** {@link Rescaled}: units are those of the formula, there and back, and NaN stays NaN. */
  public static void unitsGoThereAndBack(DatasetCase test) {
    Dataset data = test.create();
    if (!(data instanceof Rescaled units)) {
      return;
    }
    int dim = data.space().dim();
    Batch x = DatasetCase.read(data.train(), DatasetCase.indices(data.train()), dim);
    Batch source = x.copy();
    units.restore(source);
    Batch back = source.copy();
    units.rescale(back);
    double volume = 0;
    for (int k = 0; k < dim; k++) {
      double centre = units.centre(k);
      double scale = units.scale(k);
      require(
          Double.isFinite(centre) && scale > 0 && scale < Double.POSITIVE_INFINITY,
          test + ": coordinate " + k + " has the centre " + centre + ", the scale " + scale);
      volume += Math.log(scale);
      for (int i = 0; i < x.size(); i++) {
        double expected = x.get(i, k) * scale + centre;
        double rounding = 1e-6 * (Math.abs(centre) + scale * Math.abs(x.get(i, k)));
        require(
            Math.abs(source.get(i, k) - expected) <= rounding
                && Math.abs(back.get(i, k) - x.get(i, k)) <= 2 * rounding / scale,
            String.format(
                "%s: coordinate %d of example %d, %s, is %s in the units of the source, not %s,"
                    + " and %s there and back",
                test, k, i, x.get(i, k), source.get(i, k), expected, back.get(i, k)));
      }
    }
    require(
        Math.abs(units.logVolume(dim) - volume) <= 1e-9 * dim * (1 + Math.abs(volume)),
        test + ": logVolume() is " + units.logVolume(dim) + ", not " + volume);
    Batch unknown = Batch.allocate(2, dim);
    unknown.fill(Float.NaN);
    units.restore(unknown.slice(0, 1));
    units.rescale(unknown.slice(1, 2));
    for (float value : unknown.array()) {
      require(Float.isNaN(value), test + ": NaN becomes " + value + " in other units");
    }
  }

  /**
   * {@link KnownDensity}: the density's mass is 1, and it is the law of the examples. In more than
   * two real coordinates: it is higher at the examples than beside them.
   */
  public static void densityIsThatOfTheExamples(DatasetCase test) {
    Dataset data = test.create();
    if (!(data instanceof KnownDensity known)) {
      return;
    }
    int dim = data.space().dim();
    int rows = Math.min(DRAWS, data.train().size());
    if (DensityChecks.possible(data.space())) {
      DensityChecks.check(
          test + ": the density",
          data.space(),
          seed -> test.create(seed).train().range(0, rows, dim),
          known::logDensities,
          test.seed());
      return;
    }
    Batch x = data.train().range(0, rows, dim);
    Batch beside = x.copy();
    for (int i = 0; i < rows; i++) { // the coordinates of different examples
      for (int j = 0; j < dim; j++) {
        beside.set(i, j, x.get((i + 1 + j) % rows, j));
      }
    }
    double there = mean(known, x);
    double away = mean(known, beside);
    require(
        Double.isFinite(there) && there > away,
        test + ": the mean log-density of examples is " + there + ", beside them " + away);
  }

  private static double mean(KnownDensity known, Batch x) {
    double[] out = new double[x.size()];
    known.logDensities(x, out);
    return Arrays.stream(out).average().orElse(Double.NaN);
  }

  /** {@link Archived}: opened with what it archived, it is the same data. */
  public static void archiveGivesTheSameData(DatasetCase test) {
    Dataset data = test.create();
    if (!(data instanceof Archived archived)) {
      return;
    }
    try {
      Path folder = Files.createTempDirectory("archive");
      try {
        archived.archive(folder);
        DatasetChecks.requireSame(test, "opened with its archive", data, test.open(folder));
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(test + " cannot be archived", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private record Growth(Model model, long step, RandomStream random) implements GrowthContext {
    @Override
    public Metrics metrics() {
      return (name, value) -> {};
    }
  }

  /**
   * {@link Growing}: data begin with something, {@link Dataset#train} stays one object, 20 steps
   * change them, and what is restored from a checkpoint has the same examples and grows on alike.
   */
  public static void growsOnFromACheckpoint(DatasetCase test, Model model) {
    Dataset data = test.create();
    if (!(data instanceof Growing growing)) {
      return;
    }
    Examples train = data.train();
    StateMemory start = TestState.of(growing);
    grow(test, growing, model, 0);
    StateMemory grown = TestState.of(growing);
    require(!grown.equals(start), test + ": " + STEPS + " steps changed nothing");
    require(data.train() == train, test + ": train() is another object after growth");
    Dataset restored = test.create();
    TestState.restore(restored, grown);
    require(
        TestState.of(restored).equals(grown), test + ": restored, its checkpoint is another one");
    DatasetChecks.requireSame(test, "restored", data, restored);
    grow(test, growing, model, STEPS);
    if (restored instanceof Growing again) {
      grow(test, again, model, STEPS);
    }
    DatasetChecks.requireSame(test, "restored and grown on", data, restored);
  }

  private static void grow(DatasetCase test, Growing growing, Model model, int from) {
    RandomStream random = RandomStream.of(test.seed()).split("growth");
    for (int step = from; step < from + STEPS; step++) {
      growing.grow(new Growth(model, step, random.split(step)));
    }
  }

  /**
   * {@link Interactive}: actors of a policy choose actions of the environment, the same ones of the
   * same stream.
   */
  public static void actorsActInTheSpace(DatasetCase test, Conditional<Batch> policy) {
    if (!(test.create() instanceof Interactive interactive)) {
      return;
    }
    require(
        interactive.evaluationEpisodes() >= 1,
        test + ": an evaluation takes " + interactive.evaluationEpisodes() + " episodes");
    List<float[]> played = play(test, interactive, policy);
    require(
        Arrays.deepEquals(played.toArray(), play(test, interactive, policy).toArray()),
        test + ": two actors of the same stream act differently");
  }

  private static List<float[]> play(
      DatasetCase test, Interactive interactive, Conditional<Batch> policy) {
    int rows = 5;
    Environment world = interactive.environment();
    RandomStream random = RandomStream.of(test.seed()).split("play");
    Interactive.Actor actor = interactive.actor(policy, rows, random.split("actor"));
    Episodes episodes = world.start(rows);
    for (int row = 0; row < rows; row++) {
      episodes.reset(row, random.split(row));
    }
    Batch seen = Batch.allocate(rows, world.observations().dim());
    List<float[]> chosen = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      Batch actions = Batch.allocate(rows, world.actions().dim());
      episodes.observe(seen);
      actor.act(seen, actions);
      int outside = world.actions().firstOutside(actions);
      require(
          outside < 0,
          test
              + ": step "
              + step
              + ", the action of row "
              + outside
              + " is not in "
              + world.actions());
      episodes.step(actions, new double[rows], new byte[rows]);
      chosen.add(actions.array());
    }
    return chosen;
  }
}
