package io.ebm.core.train;

import io.ebm.api.ElementwiseOptimizer;
import io.ebm.api.Optimizer;
import io.ebm.api.Parameters;
import io.ebm.core.UserException;
import io.ebm.core.config.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What {@link Tensors} say of each tensor of a model: frozen, equal to another, its rate. */
public final class TensorRules {

  private static final String PATH = "training.tensors.";

  private final List<Parameters.Tensor> tensors;
  private final List<String> names;
  private final String whose;
  private final List<String> problems = new ArrayList<>();
  private final boolean[] frozen;
  private final int[] leader;
  private final double[] factor;

  private TensorRules(Tensors settings, Parameters parameters, String whose) {
    this.whose = whose;
    tensors = parameters.tensors();
    names = tensors.stream().map(Parameters.Tensor::name).toList();
    frozen = new boolean[tensors.size()];
    leader = new int[tensors.size()];
    factor = new double[tensors.size()];
    Arrays.setAll(leader, i -> i);
    Arrays.fill(factor, 1);
    freeze(settings.fixed());
    tie(settings.ties());
    rate(settings.factors());
    if (problems.isEmpty()) {
      compare();
    }
  }

  /**
   * The rules for a model's parameters.
   *
   * @throws UserException that lists what is wrong with them
   */
  static TensorRules of(Tensors settings, Parameters parameters) {
    TensorRules rules = new TensorRules(settings, parameters, "of the model");
    if (!rules.problems.isEmpty()) {
      throw new UserException(String.join("\n", rules.problems));
    }
    return rules;
  }

  /**
   * What is wrong with rules.
   *
   * @param energy the name of the model's type
   * @param name the name of the optimizer's type
   * @return sentences that begin with the place; none where all is well
   */
  public static List<String> problems(
      Tensors settings, Parameters parameters, String energy, Optimizer optimizer, String name) {
    TensorRules rules = new TensorRules(settings, parameters, "of energy '" + energy + "'");
    List<String> problems = new ArrayList<>(rules.problems);
    if (!settings.factors().isEmpty() && !(optimizer instanceof ElementwiseOptimizer)) {
      problems.add(
          PATH
              + "rates: optimizer '"
              + name
              + "' does not move every parameter by a rate of its own; leave the key out, or take an"
              + " optimizer that does, as adam");
    }
    return problems;
  }

  /** Whether a tensor keeps its values; tensors are numbered in their order. */
  boolean frozen(int tensor) {
    return frozen[tensor];
  }

  /** The tensor that this one is equal to: the first of all that are, perhaps itself. */
  int leader(int tensor) {
    return leader[tensor];
  }

  /** What the optimizer's rate is multiplied by. */
  double factor(int tensor) {
    return factor[tensor];
  }

  private void freeze(List<String> prefixes) {
    for (int k = 0; k < prefixes.size(); k++) {
      for (int i : beginning(prefixes.get(k), "frozen[" + k + "]")) {
        frozen[i] = true;
      }
    }
    boolean all = !prefixes.isEmpty();
    for (boolean one : frozen) {
      all &= one;
    }
    if (all) {
      problems.add(PATH + "frozen: every tensor is frozen, so nothing is left to train");
    }
  }

  private void tie(List<Tensors.Tie> ties) {
    for (int k = 0; k < ties.size(); k++) {
      Tensors.Tie tie = ties.get(k);
      for (int i : beginning(tie.prefix(), "tied[" + k + "].prefix")) {
        String with = tie.with() + names.get(i).substring(tie.prefix().length());
        int j = names.indexOf(with);
        String fault =
            j < 0
                ? TensorNames.none(with, whose, names)
                : leader[i] == leader[j]
                    ? "tensor '" + with + "' is tied to '" + names.get(i) + "' anyway"
                    : tensors.get(i).shape().equals(tensors.get(j).shape())
                        ? ""
                        : "tensor '"
                            + with
                            + "' has the shape "
                            + tensors.get(j).shape()
                            + " and '"
                            + names.get(i)
                            + "' "
                            + tensors.get(i).shape()
                            + "; only tensors of one shape can be equal";
        if (fault.isEmpty()) {
          int from = leader[j];
          int to = leader[i];
          Arrays.setAll(leader, t -> leader[t] == from ? to : leader[t]);
        } else {
          problems.add(PATH + "tied[" + k + "].with: " + fault);
          break; // the others will be wrong alike
        }
      }
    }
  }

  private void rate(List<Tensors.Rate> rates) {
    int[] longest = new int[tensors.size()];
    Arrays.fill(longest, -1);
    for (int k = 0; k < rates.size(); k++) {
      String prefix = rates.get(k).prefix();
      boolean moved = false;
      boolean again = false;
      List<Integer> matches = beginning(prefix, "rates[" + k + "].prefix");
      for (int i : matches) {
        moved |= !frozen[i];
        again |= longest[i] == prefix.length();
        if (prefix.length() > longest[i]) {
          longest[i] = prefix.length();
          factor[i] = rates.get(k).factor();
        }
      }
      if (again) {
        problems.add(PATH + "rates[" + k + "].prefix: '" + prefix + "' has a rate already");
      } else if (!moved && !matches.isEmpty()) {
        problems.add(
            PATH
                + "rates["
                + k
                + "].prefix: all tensors that begin with '"
                + prefix
                + "' are frozen, so they have no rate");
      }
    }
  }

  /** Tensors that are equal have to be treated equally. */
  private void compare() {
    for (int i = 0; i < leader.length; i++) {
      String both = "'" + names.get(leader[i]) + "' and '" + names.get(i) + "' are tied, and ";
      if (frozen[i] != frozen[leader[i]]) {
        problems.add(PATH + "frozen: " + both + "one alone is frozen; freeze both or neither");
      }
      if (factor[i] != factor[leader[i]]) {
        problems.add(
            PATH
                + "rates: "
                + both
                + "their factors are "
                + factor[leader[i]]
                + " and "
                + factor[i]
                + "; give both one factor");
      }
    }
  }

  /** The tensors whose names begin with a text; that there is none is a problem. */
  private List<Integer> beginning(String prefix, String place) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (TensorNames.begins(names.get(i), prefix)) {
        found.add(i);
      }
    }
    if (found.isEmpty()) {
      problems.add(PATH + place + ": " + TensorNames.none(prefix, whose, names));
    }
    return found;
  }
}
