package io.ebm.samplers.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Component;
import io.ebm.api.Factory;
import io.ebm.api.FitContext;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.samplers.LangevinFactory;
import io.ebm.samplers.MetropolisFactory;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.FactoryConformance;
import io.ebm.testkit.GaussianEnergy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BlockFactoryTest extends FactoryConformance {

  private static final Component<Sampler> WALK = usual(new MetropolisFactory());
  private static final Component<Sampler> LANGEVIN = usual(new LangevinFactory());
  private static final FitContext THREE = FitContext.of(GaussianEnergy.standard(3));

  private static <C extends Record> Component<Sampler> usual(SamplerFactory<C> factory) {
    return Component.of(factory, Defaults.create(factory.configType(), Map.of()));
  }

  private static Block block(
      @Nullable List<Integer> units, @Nullable Integer from, @Nullable Integer to) {
    return new Block(units, from, to, WALK, 1);
  }

  private static BlockFactory.Config config(Block... blocks) {
    return new BlockFactory.Config(List.of(blocks));
  }

  @Override
  protected Factory<?> factory() {
    return new BlockFactory();
  }

  @Override
  protected Map<String, ?> required() {
    return Map.of("blocks", List.of(block(List.of(0), null, null)));
  }

  @Override
  protected List<Bad> bad() {
    return List.of(
        new Bad("blocks", List.of()),
        new Bad("blocks", List.of(block(null, null, null), block(null, null, null))));
  }

  @Test
  void blocksAreUnitsOrARange() {
    assertThatThrownBy(() -> block(List.of(0), 0, 1)).hasMessageContaining("beside a range");
    assertThatThrownBy(() -> block(null, 0, null)).hasMessageContaining("given together");
    assertThatThrownBy(() -> block(null, 2, 2)).hasMessageContaining("a later one");
    assertThatThrownBy(() -> block(List.of(1, 1), null, null)).hasMessageContaining("1 twice");
    assertThatThrownBy(() -> block(List.of(-1), null, null)).hasMessageContaining("from 0");
    assertThatThrownBy(() -> block(List.of(), null, null)).hasMessageContaining("at least one");
    assertThatThrownBy(() -> new Block(null, null, null, WALK, 0))
        .hasMessageContaining("at least 1");
  }

  private static Optional<String> misfit(Block... blocks) {
    return new BlockFactory().misfit(config(blocks), THREE);
  }

  @Test
  void everyUnitMoves() {
    assertThat(misfit(block(null, 0, 2)))
        .hasValueSatisfying(why -> assertThat(why).contains("unit 2"));
    assertThat(misfit(block(null, 0, 4)))
        .hasValueSatisfying(why -> assertThat(why).contains("units are 0 to 2"));
    assertThat(misfit(block(null, 0, 3), block(null, null, null)))
        .hasValueSatisfying(why -> assertThat(why).contains("nothing left for blocks[1]"));
    assertThat(misfit(block(null, 0, 2), block(null, null, null))).isEmpty();
  }

  @Test
  void isAsExactAsItsSamplers() {
    BlockFactory factory = new BlockFactory();
    assertThat(factory.bias(config(block(null, null, null)))).isEmpty();
    BlockFactory.Config biased = config(new Block(null, null, null, LANGEVIN, 1));
    assertThat(factory.bias(biased))
        .hasValueSatisfying(why -> assertThat(why).contains("of a sampler of its blocks"));
    assertThat(factory.keepsRows(biased)).isTrue();
  }
}
