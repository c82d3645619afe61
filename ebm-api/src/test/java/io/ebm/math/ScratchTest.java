package io.ebm.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScratchTest {

  @Test
  void arraysOfOpenFramesDiffer() {
    try (Scratch outer = Scratch.open()) {
      float[] a = outer.floats(100);
      float[] b = outer.floats(100);
      assertThat(a).hasSizeGreaterThanOrEqualTo(100).isNotSameAs(b);
      try (Scratch inner = Scratch.open()) {
        float[] c = inner.floats(100);
        assertThat(c).isNotSameAs(a).isNotSameAs(b);
        assertThat(inner.doubles(3)).hasSizeGreaterThanOrEqualTo(3);
        assertThat(inner.ints(0)).isNotNull();
      }
      assertThat(outer.floats(100)).isNotSameAs(a).isNotSameAs(b);
    }
  }

  @Test
  void aClosedFramesArraysAreUsedAgain() {
    float[] first;
    try (Scratch scratch = Scratch.open()) {
      first = scratch.floats(1000);
    }
    try (Scratch scratch = Scratch.open()) {
      assertThat(scratch.floats(1000)).isSameAs(first);
    }
  }

  @Test
  void framesCloseInReverseOrder() {
    Scratch outer = Scratch.open();
    Scratch inner = Scratch.open();
    assertThatThrownBy(outer::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("reverse order");
    inner.close();
    outer.close();
  }
}
