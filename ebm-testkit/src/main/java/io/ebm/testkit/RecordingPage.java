package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.report.Page;
import io.ebm.api.report.Picture;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A {@link Page} that keeps what is drawn on it. A picture that cannot be made fails the test. Not
 * thread-safe.
 */
public final class RecordingPage implements Page {

  private final List<String> drawn = new ArrayList<>();
  private final Map<String, Picture> pictures = new LinkedHashMap<>();

  /**
   * Everything that was drawn, in order, as text: paragraphs, tables row by row, pictures with all
   * their numbers. Two pages are alike if these are equal.
   */
  public List<String> drawn() {
    return List.copyOf(drawn);
  }

  /** The pictures by name, in order. */
  public Map<String, Picture> pictures() {
    return new LinkedHashMap<>(pictures);
  }

  /**
   * The picture of that name.
   *
   * @throws AssertionError if there is none of that kind
   */
  public <T extends Picture> T picture(String name, Class<T> type) {
    Picture picture = pictures.get(name);
    if (!type.isInstance(picture)) {
      throw new AssertionError(
          "'"
              + name
              + "' is "
              + (picture == null ? "not drawn" : picture.getClass().getSimpleName()));
    }
    return type.cast(picture);
  }

  @Override
  public void paragraph(String text) {
    drawn.add(text);
  }

  @Override
  public void table(List<String> header, List<List<String>> rows) {
    for (List<String> row : rows) {
      if (row.size() != (header.isEmpty() ? rows.get(0).size() : header.size())) {
        throw new IllegalArgumentException("the rows of a table differ in length: " + row);
      }
    }
    drawn.add("table " + header + " " + rows);
  }

  @Override
  public void preformatted(String text) {
    drawn.add(text);
  }

  @Override
  public void picture(String name, String caption, Supplier<? extends Picture> picture) {
    if (!name.matches("[A-Za-z0-9-]+")) {
      throw new AssertionError("'" + name + "' is no name of a picture");
    }
    if (caption.isBlank()) {
      throw new AssertionError("picture '" + name + "' has no caption");
    }
    Picture made;
    try {
      made = picture.get();
    } catch (RuntimeException e) {
      throw new AssertionError("picture '" + name + "' cannot be made: " + e.getMessage(), e);
    }
    if (pictures.put(name, made) != null) {
      throw new AssertionError("two pictures are named '" + name + "'");
    }
    drawn.add("picture " + name + ": " + caption + " " + text(made));
  }

  /** A value with all its numbers. */
  private static String text(Object value) {
    if (value instanceof Record record) {
      StringBuilder text = new StringBuilder(record.getClass().getSimpleName());
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        try {
          text.append(' ').append(text(component.getAccessor().invoke(record)));
        } catch (IllegalAccessException | InvocationTargetException e) {
          throw new LinkageError(String.valueOf(e.getMessage()), e);
        }
      }
      return text.toString();
    }
    if (value instanceof Batch batch) {
      return Arrays.toString(batch.copy().array());
    }
    if (value instanceof List<?> list) {
      return list.stream().map(RecordingPage::text).toList().toString();
    }
    if (value instanceof Map<?, ?> map) {
      StringBuilder text = new StringBuilder();
      map.forEach((key, element) -> text.append(key).append('=').append(text(element)));
      return text.toString();
    }
    return value.getClass().isArray()
        ? Arrays.deepToString(new Object[] {value})
        : String.valueOf(value);
  }
}
