package io.ebm.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class SizesTest {

  private static final int HUGE = Integer.MAX_VALUE;

  @Test
  void aProductThatAnArrayCannotHave() {
    assertThat(Sizes.product("x", 3, 4, 5)).isEqualTo(60);
    assertThat(Sizes.product("x", List.of(65_536, 32))).isEqualTo(65_536 * 32);
    assertThatExceptionOfType(SizeException.class)
        .isThrownBy(() -> Sizes.product("the tensor 'w'", 65_536, 65_536))
        .withMessage(
            "the tensor 'w' would have 65536 × 65536 values, which are more than an array can have,"
                + " 2147483639");
    assertThatExceptionOfType(SizeException.class)
        .isThrownBy(() -> Sizes.product("x", HUGE, HUGE, HUGE, HUGE));
    assertThatExceptionOfType(SizeException.class)
        .isThrownBy(() -> StateSpace.real(65_536, 65_536, 1))
        .withMessageStartingWith("a state of shape [65536, 65536, 1] would have ");
    assertThatExceptionOfType(SizeException.class).isThrownBy(() -> Batch.allocate(HUGE, 2));
    assertThatExceptionOfType(SizeException.class)
        .isThrownBy(() -> Parameters.builder().add("w", 65_536, 65_536));
    assertThatExceptionOfType(SizeException.class)
        .isThrownBy(() -> Parameters.builder().add("a", 1 << 30).add("b", 1 << 30))
        .withMessageStartingWith("with the tensor 'b' there would be 2147483648 parameters");
  }

  @Test
  void whatTheHeapCannotHold() {
    double heap = (double) Runtime.getRuntime().maxMemory();
    assertThat(Sizes.lack("chains", heap)).isEmpty();
    assertThat(Sizes.lack("9 chains", 1e18).orElseThrow())
        .startsWith("9 chains take 888 PB of memory or more, but the heap has ")
        .contains("JAVA_TOOL_OPTIONS");
    assertThatExceptionOfType(OutOfMemoryError.class)
        .isThrownBy(() -> Sizes.require("chains", 2 * heap))
        .withMessageStartingWith("chains take ");
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> Checks.fitsMemory("chains", HUGE, 1))
        .withMessage("is too large: 2147483647 values are more than an array can have, 2147483639");
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> Checks.fitsMemory("chains", 1000, heap))
        .withMessageStartingWith("is too large: 1000 of them take ");
    Checks.fitsMemory("chains", 1000, 8);
  }
}
