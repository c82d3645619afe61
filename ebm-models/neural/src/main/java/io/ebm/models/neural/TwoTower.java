package io.ebm.models.neural;

import io.ebm.api.AllPairs;
import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.DualEncoder;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.Replicable;
import io.ebm.api.StateSpace;
import io.ebm.math.Gemm;
import io.ebm.math.Scratch;
import io.ebm.nn.DotOperation;
import io.ebm.nn.Layer;
import io.ebm.nn.Network;
import io.ebm.nn.NetworkEnergy;
import io.ebm.nn.NetworkForm;
import io.ebm.nn.Networked;
import io.ebm.nn.Shape;
import io.ebm.nn.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two encoders whose embeddings are alike for what belongs together: {@code E(c, y) = -f(c) ·
 * g(y)}. All pairs of {@code n} contexts and {@code m} targets cost {@code n + m} encodings and one
 * matrix product. Given contexts it has all derivatives by the target that a {@link NetworkEnergy}
 * has.
 *
 * <p>Parameters: those of the context's encoder, as {@code context.layers.0.weight}, and of the
 * target's, as {@code target.layers.0.weight}; a shared encoder is the context's. Not a density:
 * {@code Z} of a context is not known.
 *
 * <p>Thread-safe while nobody writes the parameters; nothing is allocated but by {@link #given}.
 */
final class TwoTower implements Conditional<Batch>, Replicable, Networked {

  private final Encoder f;
  private final Encoder g;
  private final NetworkForm form;
  private final Parameters parameters;

  private TwoTower(Encoder f, Encoder g, NetworkForm form, Parameters parameters) {
    this.f = f;
    this.g = g;
    this.form = form;
    this.parameters = parameters;
  }

  /**
   * Towers whose parameters are all zero.
   *
   * @param contexts the space of contexts
   * @throws io.ebm.api.SettingException for layers that do not fit
   */
  static TwoTower of(StateSpace targets, StateSpace contexts, TwoTowerConfig config) {
    boolean shared = config.shared();
    StateSpace first = shared ? targets : contexts;
    Towers.checkShared(config, targets, contexts);
    Parameters.Builder builder = Parameters.builder();
    Layer ofContexts = Towers.layer(config, config.context());
    Layer ofTargets = shared ? ofContexts : Towers.layer(config, config.target());
    Encoder f = Towers.encoder("context", first, ofContexts, builder);
    Encoder g = shared ? f : Towers.encoder("target", targets, ofTargets, builder);
    Towers.checkEmbeddings(config, f.dim(), g.dim());
    Layer both =
        (wiring, inputs) -> {
          Value a = wiring.wire("context", ofContexts, List.of(wiring.condition(0)));
          Value b =
              shared
                  ? wiring.wireAgain("context", ofContexts, inputs)
                  : wiring.wire("target", ofTargets, inputs);
          return wiring.add(new DotOperation(f.dim()), Shape.of(1), a, b);
        };
    List<Shape> shapes = List.of(NetworkForm.shape(targets), NetworkForm.shape(first));
    Network pair = Network.of(shapes, both, Parameters.builder(), ""); // the tensors of the towers
    NetworkForm form =
        new NetworkForm(pair, targets, g.rows(), f.rows(), -1, 0, NetworkForm.Constraint.NONE);
    return new TwoTower(f, g, form, builder.build());
  }

  void initialise(RandomStream random) {
    f.network().initialise(parameters.values(), random.split("context"));
    if (!f.equals(g)) { // unless they share one
      g.network().initialise(parameters.values(), random.split("target"));
    }
  }

  @Override
  public Map<String, Network> networks() {
    Map<String, Network> networks = new LinkedHashMap<>();
    networks.put("context", f.network());
    if (!f.equals(g)) {
      networks.put("target", g.network());
    }
    return networks;
  }

  @Override
  public StateSpace targets() {
    return form.space();
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public TwoTower replica(Parameters others) {
    return new TwoTower(f, g, form, parameters.requireLayout(others));
  }

  @Override
  public EnergyFunction given(Batch contexts) {
    return new Given(this, contexts);
  }

  private static final class Given extends NetworkEnergy implements AllPairs, DualEncoder {
    private final TwoTower towers;
    private final Batch contexts;

    Given(TwoTower towers, Batch contexts) {
      super(towers.form, towers.parameters, contexts);
      this.towers = towers;
      this.contexts = contexts;
    }

    @Override
    public Given replica(Parameters others) {
      return new Given(towers.replica(others), contexts);
    }

    @Override
    public int embeddingDim() {
      return towers.f.dim();
    }

    @Override
    public void embed(Batch y, Batch ofContexts, Batch ofTargets) {
      int n = y.size();
      embed(towers.f, contexts, n, ofContexts.array(), ofContexts.offset());
      embed(towers.g, y, n, ofTargets.array(), ofTargets.offset());
    }

    private void embed(Encoder encoder, Batch x, int n, float[] to, int at) {
      encoder.embed(parameters(), x, n, to, at);
    }

    @Override
    public void accumulateEmbeddings(Batch y, Batch ofContexts, Batch ofTargets, Gradient into) {
      int n = y.size();
      accumulate(towers.f, contexts, n, ofContexts.array(), ofContexts.offset(), into);
      accumulate(towers.g, y, n, ofTargets.array(), ofTargets.offset(), into);
    }

    private void accumulate(
        Encoder encoder, Batch x, int n, float[] slopes, int at, Gradient into) {
      encoder.accumulate(parameters(), x, n, slopes, at, into);
    }

    @Override
    public void pairEnergies(Batch y, double[] out) {
      int n = contexts.size();
      int m = y.size();
      int d = embeddingDim();
      try (Scratch scratch = Scratch.open()) {
        float[] a = scratch.floats(n * d);
        float[] b = scratch.floats(m * d);
        float[] products = scratch.floats(n * m);
        embed(towers.f, contexts, n, a, 0);
        embed(towers.g, y, m, b, 0);
        Gemm.nt(n, m, d, a, 0, d, b, 0, d, products, 0, m, false);
        for (int i = 0; i < n * m; i++) {
          out[i] = -products[i];
        }
      }
    }

    @Override
    public void accumulatePairs(Batch y, double[] weights, Gradient into) {
      int n = contexts.size();
      int m = y.size();
      int d = embeddingDim();
      try (Scratch scratch = Scratch.open()) {
        float[] a = scratch.floats(n * d);
        float[] b = scratch.floats(m * d);
        float[] factors = scratch.floats(n * m);
        float[] ofContexts = scratch.floats(n * d);
        float[] ofTargets = scratch.floats(m * d);
        embed(towers.f, contexts, n, a, 0);
        embed(towers.g, y, m, b, 0);
        for (int i = 0; i < n * m; i++) {
          factors[i] = (float) -weights[i];
        }
        Gemm.nn(n, d, m, factors, 0, m, b, 0, d, ofContexts, 0, d, false);
        Gemm.tn(m, d, n, factors, 0, m, a, 0, d, ofTargets, 0, d, false);
        accumulate(towers.f, contexts, n, ofContexts, 0, into);
        accumulate(towers.g, y, m, ofTargets, 0, into);
      }
    }
  }
}
