package io.ebm.core.data;

import io.ebm.core.Texts;
import io.ebm.core.io.NumberArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The classes of examples, numbered from 0 in the order of their labels: by value where all labels
 * are whole numbers, else as texts.
 *
 * @param names the labels in the order of the classes
 * @param train the class of each training example
 * @param heldOut the class of each held-out example
 */
@SuppressWarnings("ArrayRecordComponent") // arrays that the data set hands out
public record Labels(List<String> names, int[] train, int[] heldOut) {

  /** How many classes there are. */
  public int classes() {
    return names.size();
  }

  /**
   * Numbers the labels of both parts together, so that a class has one number in both.
   *
   * @param known the labels in the order of the classes, where that is settled; else null
   * @throws IllegalArgumentException if a label is none of those that are known
   */
  public static Labels of(List<String> train, List<String> heldOut, @Nullable List<String> known) {
    List<String> names = known == null ? distinct(train, heldOut) : known;
    Map<String, Integer> numbers = new LinkedHashMap<>();
    for (String label : names) {
      numbers.put(label, numbers.size());
    }
    return new Labels(names, number(train, numbers), number(heldOut, numbers));
  }

  private static List<String> distinct(List<String> train, List<String> heldOut) {
    TreeSet<String> distinct = new TreeSet<>(order(train, heldOut));
    distinct.addAll(train);
    distinct.addAll(heldOut);
    return List.copyOf(distinct);
  }

  private static int[] number(List<String> labels, Map<String, Integer> numbers) {
    int[] classes = new int[labels.size()];
    for (int i = 0; i < classes.length; i++) {
      Integer number = numbers.get(labels.get(i));
      if (number == null) {
        throw new IllegalArgumentException(
            "label '"
                + labels.get(i)
                + "' is none of those that this run was trained on: "
                + String.join(", ", numbers.keySet())
                + Texts.didYouMean(labels.get(i), numbers.keySet()));
      }
      classes[i] = number;
    }
    return classes;
  }

  private static Comparator<String> order(List<String> train, List<String> heldOut) {
    boolean whole =
        train.stream().allMatch(Labels::isWhole) && heldOut.stream().allMatch(Labels::isWhole);
    return whole
        ? Comparator.comparingLong((String label) -> Long.parseLong(label))
            .thenComparing(Comparator.naturalOrder())
        : Comparator.naturalOrder();
  }

  private static boolean isWhole(String label) {
    return label.matches("[+-]?\\d{1,18}");
  }

  /**
   * The labels in an array, as texts.
   *
   * @param file the file, for messages
   * @param examples how many examples need one
   * @throws IllegalArgumentException if the array is not a list of that many whole numbers
   */
  static List<String> texts(String file, NumberArray array, int examples) {
    if (array.shape().size() != 1 || array.length() != examples) {
      throw new IllegalArgumentException(
          file
              + ": must hold one label for each of "
              + examples
              + " examples, but has the shape "
              + array.shape());
    }
    List<String> texts = new ArrayList<>(array.length());
    for (int i = 0; i < array.length(); i++) {
      double value = array.get(i);
      if (value != Math.rint(value) || Math.abs(value) > 1e15) {
        throw new IllegalArgumentException(
            file + ": label " + i + " must be a whole number, but is " + value);
      }
      texts.add(Long.toString((long) value));
    }
    return texts;
  }

  /** The labels of some training examples and, as held-out ones, of others. */
  Labels select(int[] trainIndices, int[] heldOutIndices) {
    return new Labels(
        names,
        Arrays.stream(trainIndices).map(i -> train[i]).toArray(),
        Arrays.stream(heldOutIndices).map(i -> train[i]).toArray());
  }
}
