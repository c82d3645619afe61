package io.ebm.math;

/**
 * Transcendental functions in single precision, by the steps that the vector kernels take for a
 * whole register. The polynomials are minimax fits of their own, with the relative error of each
 * beside it; what rounding adds makes a few units in the last place.
 */
final class FloatMath {

  /** Adding and subtracting it rounds a float of modest size to an integer, left in the bits. */
  static final float MAGIC = 0x1.8p23f;

  static final float LOG2_E = 1.442695f;

  /** ln 2 in two parts, the first with so few bits that its products with exponents are exact. */
  static final float LN2_HIGH = 0.6933594f;

  static final float LN2_LOW = -2.1219444e-4f;

  /** exp(r) = 1 + r + r² P(r) for |r| ≤ ln 2 / 2; 3e-9. */
  static final float E0 = 0.5f;

  static final float E1 = 0.1666652f;
  static final float E2 = 0.041666206f;
  static final float E3 = 0.008368882f;
  static final float E4 = 0.0013950479f;

  /** log(1 + f) = f - f²/2 + f³ P(f) for √½ ≤ 1 + f ≤ √2; 6e-9. */
  static final float L0 = 0.3333333f;

  static final float L1 = -0.2500082f;
  static final float L2 = 0.20001227f;
  static final float L3 = -0.16623357f;
  static final float L4 = 0.14201759f;
  static final float L5 = -0.13160183f;
  static final float L6 = 0.12761575f;
  static final float L7 = -0.07634493f;

  /** The bits of √½: those above it and below √2 have exponent 0 in {@link #log}. */
  static final int SQRT_HALF_BITS = 0x3f3504f3;

  /** 2 artanh(s) = 2s + s³ P(s²) for s ≤ 1/3; 5e-9. */
  static final float A0 = 0.6666641f;

  static final float A1 = 0.400217f;
  static final float A2 = 0.27999142f;
  static final float A3 = 0.2802446f;

  /** tanh(x) = x + x³ P(x²) for |x| ≤ 5/8; 4e-9. */
  static final float T0 = -0.33333284f;

  static final float T1 = 0.13331491f;
  static final float T2 = -0.053743497f;
  static final float T3 = 0.020650586f;
  static final float T4 = -0.0057170447f;

  /** Beyond this exp(-x) is taken as 0; it would be below the normal floats. */
  static final float EXP_LIMIT = 87f;

  /** Beyond this the normal density is taken as 0. */
  static final float NORMAL_LIMIT = 14f;

  /** The upper normal tail is density(t) · P(1 / (1 + 0.3 t)) for 0 ≤ t ≤ 14; 6e-8. */
  static final float R_SCALE = 0.3f;

  static final float R0 = 1.7969638e-5f;
  static final float R1 = 0.29951122f;
  static final float R2 = 0.30560896f;
  static final float R3 = 0.23733644f;
  static final float R4 = 0.35728344f;
  static final float R5 = -0.1917731f;
  static final float R6 = 0.57316566f;
  static final float R7 = -0.42403647f;
  static final float R8 = 0.096200086f;

  static final float INVERSE_SQRT_2PI = 0.3989423f;

  static final float LN2 = 0.6931472f;

  /** sin(x) = x + x³ P(x²) for |x| ≤ π/4; 4e-9. */
  static final float S0 = -0.16666655f;

  static final float S1 = 0.008332178f;
  static final float S2 = -1.95173e-4f;

  /** cos(x) = 1 - x²/2 + x⁴ P(x²) for |x| ≤ π/4; 1e-10. */
  static final float C0 = 0.041666646f;

  static final float C1 = -0.0013887368f;
  static final float C2 = 2.4438452e-5f;

  /** The 2^25th part of a turn. */
  static final float TURN = (float) (Math.PI * 0x1p-24);

  private FloatMath() {}

  /** The exponential function, with gradual underflow. */
  static float exp(float x) {
    if (x > 89f) {
      return Float.POSITIVE_INFINITY;
    }
    if (x < -104f) {
      return 0f;
    }
    float shifted = x * LOG2_E + MAGIC;
    float n = shifted - MAGIC;
    int exponent = Float.floatToRawIntBits(shifted) - Float.floatToRawIntBits(MAGIC);
    int half = exponent >> 1;
    float scale = Float.intBitsToFloat((half + 127) << 23);
    return expOfReduced(x - n * LN2_HIGH - n * LN2_LOW)
        * scale
        * Float.intBitsToFloat((exponent - half + 127) << 23);
  }

  /** exp(-x) for x ≥ 0, and 0 from {@link #EXP_LIMIT} on. */
  static float expOfNegative(float x) {
    if (x > EXP_LIMIT) {
      return 0f;
    }
    float shifted = x * -LOG2_E + MAGIC;
    float n = shifted - MAGIC;
    return expOfReduced(-x - n * LN2_HIGH - n * LN2_LOW)
        * Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << 23) + 0x3f800000);
  }

  private static float expOfReduced(float r) {
    return 1f + (r + r * r * (E0 + r * (E1 + r * (E2 + r * (E3 + r * E4)))));
  }

  /** The natural logarithm. */
  static float log(float x) {
    if (!(x > 0f) || x == Float.POSITIVE_INFINITY) {
      return x == 0f ? Float.NEGATIVE_INFINITY : x > 0f ? x : Float.NaN;
    }
    float denormal = x < Float.MIN_NORMAL ? 23f : 0f;
    int bits = Float.floatToRawIntBits(denormal > 0f ? x * 0x1p23f : x);
    int exponent = (bits - SQRT_HALF_BITS) >> 23;
    float f = Float.intBitsToFloat(bits - (exponent << 23)) - 1f;
    float e = exponent - denormal;
    return log1pOfReduced(f, e * LN2_LOW) + e * LN2_HIGH;
  }

  /** log(1 + f) + low for √½ ≤ 1 + f ≤ √2. */
  static float log1pOfReduced(float f, float low) {
    float p = L0 + f * (L1 + f * (L2 + f * (L3 + f * (L4 + f * (L5 + f * (L6 + f * L7))))));
    float square = f * f;
    return f + (square * (f * p - 0.5f) + low);
  }

  /** log(1 + t) for 0 ≤ t ≤ 1. */
  static float log1pOfFraction(float t) {
    float s = t / (2f + t);
    float q = s * s;
    return 2f * s + s * q * (A0 + q * (A1 + q * (A2 + q * A3)));
  }

  /** tanh(x) for |x| ≤ 5/8. */
  static float tanhOfSmall(float x) {
    float q = x * x;
    return x + x * q * (T0 + q * (T1 + q * (T2 + q * (T3 + q * T4))));
  }

  /** The standard normal density for 0 ≤ t ≤ {@link #NORMAL_LIMIT}. */
  static float normalDensity(float t) {
    // What rounding t² lost would be multiplied by the exponent; a first-order term brings it back.
    float square = t * t;
    float lost = (float) ((double) t * t - square);
    return INVERSE_SQRT_2PI * (1f - 0.5f * lost) * expOfNegative(0.5f * square);
  }

  /** The upper tail of the normal distribution over its density, for t ≥ 0. */
  static float millsRatio(float t) {
    float u = 1f / (1f + R_SCALE * t);
    float p = R4 + u * (R5 + u * (R6 + u * (R7 + u * R8)));
    return R0 + u * (R1 + u * (R2 + u * (R3 + u * p)));
  }
}
