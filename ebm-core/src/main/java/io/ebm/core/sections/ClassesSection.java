package io.ebm.core.sections;

import io.ebm.api.Labelled;
import io.ebm.api.PerClass;
import io.ebm.api.report.ImageShape;
import io.ebm.api.report.Page;
import io.ebm.api.report.Picture;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;
import java.util.ArrayList;
import java.util.List;

/** Images of each class, drawn from a model of images and classes together. */
public final class ClassesSection implements ReportSection {

  private static final int EACH = 8;
  private static final int MOST_CLASSES = 20;

  @Override
  public String name() {
    return "classes";
  }

  @Override
  public String description() {
    return "Images of each class, drawn from a model of images and classes together.";
  }

  @Override
  public String heading() {
    return "Images of each class";
  }

  @Override
  public boolean applies(RunView run) {
    return Look.shape(run).isPresent() && run.drawsClasses() && Points.some(run);
  }

  @Override
  public void draw(RunView run, Page on) {
    ImageShape shape = Look.shape(run).orElseThrow();
    int all = run.model().as(PerClass.class).orElseThrow().classes();
    int shown = Math.min(MOST_CLASSES, all);
    int each = Math.max(1, EACH / shape.pictures());
    on.picture(
        "classes",
        (shown < all ? "The first " + shown + " of " + all + " classes" : "Each class")
            + ": a row of images drawn for it, by chains of its own",
        () -> picture(run, shown, each));
  }

  private static Picture picture(RunView run, int classes, int each) {
    int[] labels = new int[classes * each];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i / each;
    }
    return Look.range(run)
        .with(run.restored(run.drawn(labels)), each)
        .named(names(run, classes), List.of());
  }

  private static List<String> names(RunView run, int classes) {
    List<String> names = new ArrayList<>();
    Labelled labelled = run.data().orElse(null) instanceof Labelled known ? known : null;
    for (int k = 0; k < classes; k++) {
      names.add(labelled == null ? Integer.toString(k) : labelled.classNames().get(k));
    }
    return names;
  }
}
