package org.example.studentt;

import io.ebm.nn.LayerOf;

/** Makes {@code snake} known to experiments. */
public final class SnakeFactory extends LayerOf<Snake> {

  /** For the service loader. */
  public SnakeFactory() {
    super("snake", "x + sin²(f x) / f, for what repeats itself.", Snake.class);
  }
}
