package io.ebm.models.sequence;

import io.ebm.api.Factory;
import io.ebm.nn.layers.Embedding;
import io.ebm.testkit.FactoryConformance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class FactoriesTest {

  @Nested
  class NGrams extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new NGramFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("order", 0), new Bad("add", 0.0), new Bad("add", Double.NaN));
    }
  }

  @Nested
  class AutoregressiveEnergies extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new AutoregressiveFactory();
    }

    @Override
    protected Map<String, ?> required() {
      return Map.of("layers", List.of(new Embedding(0, 3)));
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("layers", List.of()));
    }
  }
}
