package io.ebm.nn.layers;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import io.ebm.nn.LayerOf;
import io.ebm.nn.Start;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;

/**
 * Sums over the links of graphs: {@code y_i = Σ w_ij x_j} over the links from a node {@code j} to
 * {@code i}, of nodes {@code [channels, nodes]} again nodes. With kinds there is a block of
 * channels for each kind, {@code [kinds · channels, nodes]}, summed over its links alone; a dense
 * layer behind it has a matrix for each kind then, as in Schlichtkrull et al. 2018, "Modeling
 * relational data with graph convolutional networks". Permuting the nodes of a graph permutes what
 * comes out.
 *
 * <p>A link of a kind that there is not is an {@link IllegalArgumentException} when the network is
 * run; so is, with {@link Weights#GCN}, a link without its reverse or from a node to itself.
 *
 * @param weights {@code w}
 * @param self what is added of the node itself; tensor {@code eps} [1] if it is learned
 * @param kinds how many kinds of links there are, or 0 to take all as one
 */
public record Neighbours(
    @Setting(value = "\"sum\"", doc = "What the neighbours are multiplied by.") Weights weights,
    @Setting(value = "\"none\"", doc = "What is added of the node itself.") Self self,
    @Setting(
            value = "0",
            doc =
                "How many kinds of links there are, each of which gives channels of its own; 0 takes"
                    + " all links as of one kind.")
        int kinds)
    implements Layer {

  /** What a neighbour is multiplied by. */
  public enum Weights {
    /** 1. */
    SUM,
    /** One over the number of links, of one kind, that lead to the node; a node without has 0. */
    MEAN,
    /**
     * {@code 1 / √((d_i + 1)(d_j + 1))} with the degrees of the nodes, and {@code 1 / (d_i + 1)}
     * for the node itself (Kipf and Welling 2017, "Semi-supervised classification with graph
     * convolutional networks").
     */
    GCN
  }

  /** What is added of the node itself. */
  public enum Self {
    /** Nothing. */
    NONE,
    /** Its value. */
    ADDED,
    /**
     * {@code (1 + ε)} times its value, {@code ε} learned from 0 on (Xu et al. 2019, "How powerful
     * are graph neural networks?").
     */
    LEARNED
  }

  /** Checks the values. */
  public Neighbours {
    Checks.that(
        kinds >= 0 && kinds <= 1 << 16, "kinds", "must be from 0 to 65536, but is " + kinds);
    Checks.that(
        weights != Weights.GCN || self == Self.NONE,
        "self",
        "must be none with the weights gcn, which have the node among its neighbours");
    Checks.that(
        weights != Weights.GCN || kinds == 0,
        "kinds",
        "must be 0 with the weights gcn, which are of one kind of links, but is " + kinds);
    Checks.that(
        self == Self.NONE || kinds == 0,
        "self",
        "must be none where there are kinds: 'parallel' adds a dense layer of the nodes themselves");
  }

  /** Of all links alike. */
  public Neighbours(Weights weights, Self self) {
    this(weights, self, 0);
  }

  @Override
  public Value wire(Wiring wiring, List<Value> inputs) {
    Value x = Layer.one("neighbours", inputs);
    Value links;
    try {
      links = wiring.links(x);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "neighbours takes nodes of graphs, and " + x.shape() + " has no links", e);
    }
    int channels = x.shape().channels();
    int epsilon = self == Self.LEARNED ? wiring.elementwise("eps", Start.zero(), 1) : -1;
    return wiring.add(
        new NeighboursOperation(this, channels, epsilon),
        x.shape().withChannels(Math.multiplyExact(channels, Math.max(1, kinds))),
        x,
        links);
  }

  /** Makes {@code neighbours} known to experiments. */
  @AutoService(LayerFactory.class)
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  public static final class Factory extends LayerOf<Neighbours> {
    /** For the service loader. */
    public Factory() {
      super("neighbours", "Sums over the neighbours of each node of a graph.", Neighbours.class);
    }
  }
}
