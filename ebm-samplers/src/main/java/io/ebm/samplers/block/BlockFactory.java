package io.ebm.samplers.block;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.BlockEnergy;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.MarkovChain;
import io.ebm.api.NamedFactory;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Setting;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code block}: moves blocks of units in turn, each by a sampler of its own on the energy of the
 * block given all other units (block Gibbs sampling, with Metropolis and other steps within it:
 * Tierney 1994, "Markov chains for exploring posterior distributions", section 2.4). A transition
 * is one round over the blocks, in their order. A unit may be in several blocks, and every unit is
 * in one.
 *
 * <p><b>Law.</b> Each move leaves the conditional law of its block as it is, and so the joint law,
 * if its sampler is exact; so does the round, which is not reversible.
 *
 * <p><b>Rows.</b> The others' units differ from chain to chain, so each row has an energy of its
 * own. A sampler that {@link SamplerFactory#keepsRows keeps rows} moves the blocks of all chains
 * together; of another there is a tile for each chain, which costs more.
 *
 * <p><b>Blocks of discrete units.</b> {@code gibbs} moves a block if the energy is {@link
 * io.ebm.api.Clampable}; {@code metropolis} and {@code slice} move any.
 *
 * <p><b>Reported</b>: what each block's chains report, after {@code block-1-}, {@code block-2-}, ….
 *
 * <p><b>Errors.</b> Those of the inner samplers.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class BlockFactory extends NamedFactory<BlockFactory.Config>
    implements SamplerFactory<BlockFactory.Config> {

  private static final String WHO = "sampler 'block'";

  /**
   * Settings of the sampler.
   *
   * @param blocks in the order in which they move, at least one
   */
  public record Config(
      @Setting(
              doc =
                  "The blocks, in the order in which they move, each {\"units\": […], \"sampler\":"
                      + " …}; every unit in one.")
          List<Block> blocks) {

    /** Checks that there are blocks, and not two that are the rest. */
    public Config {
      blocks = List.copyOf(blocks);
      Checks.that(!blocks.isEmpty(), "blocks", "must have at least one block");
      Checks.that(
          blocks.stream().filter(Block::rest).count() <= 1,
          "blocks",
          "may have one block without 'units', 'from' and 'to', which is all others leave");
    }

    /** The units of each block, rising; those of the rest are none if the others have all. */
    private List<int[]> units(int dim) {
      BitSet rest = new BitSet();
      rest.set(0, dim);
      blocks.forEach(block -> rest.andNot(block.named()));
      return blocks.stream()
          .map(block -> (block.rest() ? rest : block.named()).stream().toArray())
          .toList();
    }
  }

  /** For the service loader. */
  public BlockFactory() {
    super("block", "Blocks of units in turn, each moved by a sampler of its own.", Config.class);
  }

  @Override
  public Optional<String> bias(Config config) {
    return config.blocks().stream()
        .flatMap(block -> SamplerFactory.biasOf(block.sampler()).stream())
        .findFirst()
        .map(why -> "of a sampler of its blocks " + why);
  }

  @Override
  public boolean keepsRows(Config config) {
    return config.blocks().stream().allMatch(block -> SamplerFactory.keepsRows(block.sampler()));
  }

  @Override
  public FitContext within(FitContext context) {
    return context.with(BlockEnergy.probe(context.energy()));
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return config == null ? Optional.empty() : misfit(config, context.energy().space().dim());
  }

  private static Optional<String> misfit(Config config, int dim) {
    BitSet covered = new BitSet();
    List<int[]> units = config.units(dim);
    for (int b = 0; b < units.size(); b++) {
      if (units.get(b).length == 0) {
        return Optional.of(
            "has nothing left for blocks[" + b + "]: the other blocks have all units");
      }
      for (int unit : units.get(b)) {
        if (unit >= dim) {
          return Optional.of(
              "has unit " + unit + " in blocks[" + b + "], and the units are 0 to " + (dim - 1));
        }
        covered.set(unit);
      }
    }
    int missing = covered.nextClearBit(0);
    return missing < dim
        ? Optional.of(
            "has unit "
                + missing
                + " in no block, and it would never move; a block without 'units', 'from' and 'to'"
                + " takes what others leave")
        : Optional.empty();
  }

  @Override
  public Sampler create(Config config, ComponentContext context) {
    List<Sampler> samplers = new ArrayList<>();
    for (int b = 0; b < config.blocks().size(); b++) {
      samplers.add(context.create("blocks[" + b + "].sampler", config.blocks().get(b).sampler()));
    }
    return (energy, states, random) -> start(config, samplers, energy, states, random);
  }

  private static MarkovChain start(
      Config config,
      List<Sampler> samplers,
      EnergyFunction energy,
      Batch states,
      RandomStream random) {
    int dim = energy.space().dim();
    FitContext.require(WHO, misfit(config, dim));
    List<int[]> units = config.units(dim);
    List<BlockChain.Part> parts = new ArrayList<>();
    for (int b = 0; b < samplers.size(); b++) {
      Block block = config.blocks().get(b);
      RandomStream own = random.split(b);
      boolean together = SamplerFactory.keepsRows(block.sampler());
      for (int i = 0; i < (together ? 1 : states.size()); i++) {
        BlockEnergy of =
            together
                ? BlockEnergy.ofAll(energy, units.get(b), states)
                : BlockEnergy.ofOne(energy, units.get(b), states, i);
        Batch part = Batch.allocate(together ? states.size() : 1, units.get(b).length);
        of.read(part);
        MarkovChain chain = samplers.get(b).start(of, part, own.split(i));
        parts.add(new BlockChain.Part("block-" + (b + 1), of, part, chain, block.steps()));
      }
    }
    return new BlockChain(states, parts);
  }
}
