package io.ebm.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TilesTest {

  @Test
  void coverAllRowsInOrderAndNoneIsTooLarge() {
    for (int rows = 0; rows < 1500; rows++) {
      Tiles tiles = Tiles.of(rows);
      assertThat(tiles.from(0)).isZero();
      assertThat(tiles.from(tiles.count())).isEqualTo(rows);
      for (int tile = 0; tile < tiles.count(); tile++) {
        int size = tiles.from(tile + 1) - tiles.from(tile);
        assertThat(size).as(rows + " rows, tile " + tile).isBetween(rows == 0 ? 0 : 1, Tiles.ROWS);
      }
    }
  }

  @Test
  void wholeIsOneTile() {
    assertThat(Tiles.whole(1000).from(0)).isZero();
    assertThat(Tiles.whole(1000).from(1)).isEqualTo(1000);
  }

  @Test
  void tilesOfHundredRowsSuitTheKernels() {
    assertThat(Tiles.of(100).from(1)).isEqualTo(48);
  }
}
