package io.ebm.core.sections;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Sketch;
import io.ebm.api.report.Frame;
import io.ebm.api.report.ImageShape;
import io.ebm.api.report.Page;
import io.ebm.api.report.Picture;
import io.ebm.api.report.RunView;
import io.ebm.core.sampling.Way;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The way of chains from noise to data, as a picture that moves. */
final class WayPicture {

  private static final String NAME = "way";
  private static final double SECONDS = 0.1;

  /** Images are few enough that a frame has no more pixels, so that its file stays small. */
  private static final int MOST_PIXELS = 20_000;

  private static final int MOST_ACROSS = 6;
  private static final int MOST_DATA = 600;

  /** The part of the points that a view holds, at least. */
  private static final double IN_VIEW = 0.95;

  /** How far a view reaches beyond the points, as a part of them. */
  private static final double MARGIN = 1.1;

  private static final double RADIUS = 0.008; // of half of a view's side

  private WayPicture() {}

  /** Draws images or points of a plane; of other states nothing. */
  static void draw(Way way, RunView run, Page on) {
    if (way.stages().size() < 2) {
      return;
    }
    ImageShape shape = Look.shape(run).orElse(null);
    EnergyFunction energy = run.energy().orElseThrow();
    if (shape != null) {
      on.picture(
          NAME,
          "Samples on their way from noise, " + stages(way),
          () -> new Picture.Film(images(way, run, shape), SECONDS));
    } else if (energy.space().dim() == 2 && energy.space().levels() == 0) {
      on.picture(
          NAME,
          "Samples on their way from noise, over the data in grey, "
              + stages(way)
              + "; the view narrows as the noise does",
          () -> new Picture.Animation(points(way, run), SECONDS));
    }
  }

  private static String stages(Way way) {
    int all = way.stages().get(way.stages().size() - 1);
    return way.stages().size() - 1 == all
        ? "after each of " + all + " steps"
        : "at " + way.stages().size() + " moments of " + all + " steps";
  }

  private static List<Picture.Images> images(Way way, RunView run, ImageShape shape) {
    int pixels = shape.pixels() * shape.pictures();
    int fit = (int) Math.sqrt(Math.min(way.states().get(0).size(), MOST_PIXELS / pixels));
    int across = Math.max(1, Math.min(MOST_ACROSS, fit));
    Picture.Images range = Look.range(run);
    List<Picture.Images> frames = new ArrayList<>();
    for (Batch states : way.states()) {
      Batch shown = run.restored(states.slice(0, across * across));
      frames.add(range.with(shown, across));
    }
    return frames;
  }

  private static List<Frame> points(Way way, RunView run) {
    Batch data = Points.data(run);
    Batch last = run.restored(way.states().get(way.states().size() - 1));
    Batch shown = data.size() == 0 ? last : data;
    double[] centre = {middle(shown, 0), middle(shown, 1)};
    double least = MARGIN * reach(shown, centre, 1);
    List<Frame> frames = new ArrayList<>();
    for (Batch states : way.states()) {
      Batch points = run.restored(states);
      double half = Math.max(least, MARGIN * reach(points, centre, IN_VIEW));
      List<Frame.Stroke> strokes = new ArrayList<>();
      add(strokes, data.slice(0, Math.min(MOST_DATA, data.size())), RADIUS * half, Sketch.FAINT);
      add(strokes, points, 1.3 * RADIUS * half, Sketch.DANGER);
      frames.add(
          new Frame(
              centre[0] - half, centre[1] - half, centre[0] + half, centre[1] + half, strokes));
    }
    return frames;
  }

  private static void add(List<Frame.Stroke> to, Batch points, double radius, int colour) {
    for (int i = 0; i < points.size(); i++) {
      double x = points.get(i, 0);
      double y = points.get(i, 1);
      to.add(new Frame.Stroke(Frame.Shape.DISC, x, y, x, y, radius, colour));
    }
  }

  private static double middle(Batch points, int k) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < points.size(); i++) {
      low = Math.min(low, points.get(i, k));
      high = Math.max(high, points.get(i, k));
    }
    return (low + high) / 2;
  }

  /** How far, across or up, a part of the points lie from a centre at most; positive. */
  private static double reach(Batch points, double[] centre, double part) {
    double[] far = new double[points.size()];
    for (int i = 0; i < far.length; i++) {
      far[i] =
          Math.max(Math.abs(points.get(i, 0) - centre[0]), Math.abs(points.get(i, 1) - centre[1]));
    }
    Arrays.sort(far);
    return Math.max(1e-6, far[(int) Math.ceil(part * far.length) - 1]);
  }
}
