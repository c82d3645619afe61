package io.ebm.api;

import io.ebm.math.Philox;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * A counter-based stream of random numbers (Philox4x32-10; Salmon, Moraes, Dror and Shaw 2011,
 * "Parallel random numbers: as easy as 1, 2, 3").
 *
 * <p>A stream is named by a key and the upper half of the counter; its position is the lower half.
 * {@link #split} derives another stream from a name alone, whatever has been drawn so far, so a
 * component's numbers depend on the seed and its path and on nothing else. Streams of different
 * names are independent.
 *
 * <p>Every bulk fill and every {@code next…} call that finds its block used up begins a new block
 * of four 32-bit words. Not thread-safe.
 */
public final class RandomStream implements RandomGenerator {

  private static final int WORDS = 4;

  private final long key;
  private final long stream;
  private final int[] block = new int[WORDS];
  private long counter;
  private int used = WORDS;

  private RandomStream(long key, long stream) {
    this.key = key;
    this.stream = stream;
  }

  /** The root stream of a seed. */
  public static RandomStream of(long seed) {
    return new RandomStream(seed, 0);
  }

  /** The stream of that name below this one; the same whatever was drawn from this one. */
  public RandomStream split(String name) {
    long hash = 0xcbf29ce484222325L; // FNV-1a, 64 bits
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return derive(hash, 0x6e616d65L);
  }

  /** The stream of that number below this one; the same whatever was drawn from this one. */
  public RandomStream split(long number) {
    return derive(number, 0x6e756d62L);
  }

  private RandomStream derive(long label, long kind) {
    int[] words = new int[WORDS];
    Philox.block(key ^ (kind << 32), ~stream, label, words, 0);
    return new RandomStream(Philox.toLong(words[0], words[1]), Philox.toLong(words[2], words[3]));
  }

  private int nextWord() {
    if (used == WORDS) {
      Philox.block(key, stream, counter++, block, 0);
      used = 0;
    }
    return block[used++];
  }

  @Override
  public int nextInt() {
    return nextWord();
  }

  @Override
  public long nextLong() {
    int low = nextWord();
    return Philox.toLong(low, nextWord());
  }

  private long takeBlocks(long count) {
    long first = counter;
    counter += (count + WORDS - 1) / WORDS;
    used = WORDS;
    return first;
  }

  /** Fills {@code count} longs from {@code offset} with independent fair bits. */
  public void fillBits(long[] out, int offset, int count) {
    Objects.checkFromIndexSize(offset, count, out.length);
    Philox.fillBits(key, stream, takeBlocks(2L * count), out, offset, count);
  }

  /** Fills {@code count} floats from {@code offset} with uniform numbers in {@code [0, 1)}. */
  public void fillUniform(float[] out, int offset, int count) {
    Objects.checkFromIndexSize(offset, count, out.length);
    Philox.fillUniform(key, stream, takeBlocks(count), out, offset, count);
  }

  /** Fills {@code count} floats from {@code offset} with standard normal numbers. */
  public void fillGaussian(float[] out, int offset, int count) {
    Objects.checkFromIndexSize(offset, count, out.length);
    Philox.fillGaussian(key, stream, takeBlocks(count), out, offset, count);
  }

  /**
   * Fills {@code count} floats from {@code offset} with 1 or 0: element {@code i} is 1 with
   * probability {@code probabilities[probabilityOffset + i]}. In-place use is allowed.
   */
  public void fillBernoulli(
      float[] probabilities, int probabilityOffset, float[] out, int offset, int count) {
    Objects.checkFromIndexSize(probabilityOffset, count, probabilities.length);
    Objects.checkFromIndexSize(offset, count, out.length);
    Philox.fillBernoulli(
        key, stream, takeBlocks(count), probabilities, probabilityOffset, out, offset, count);
  }

  /** What {@link #restore} needs to continue from here: four numbers. */
  public long[] state() {
    return new long[] {key, stream, counter, used};
  }

  /**
   * The stream that {@link #state()} was taken from, at that position.
   *
   * @throws IllegalArgumentException if that is no state
   */
  public static RandomStream restore(long[] state) {
    if (state.length != 4 || state[3] < 0 || state[3] > WORDS) {
      throw new IllegalArgumentException("not the state of a random stream");
    }
    RandomStream random = new RandomStream(state[0], state[1]);
    random.counter = state[2];
    random.used = (int) state[3];
    if (random.used < WORDS) {
      Philox.block(random.key, random.stream, random.counter - 1, random.block, 0);
    }
    return random;
  }
}
