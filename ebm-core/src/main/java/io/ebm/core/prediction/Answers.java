package io.ebm.core.prediction;

import io.ebm.api.Answering;
import io.ebm.api.Batch;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Parallel;
import io.ebm.core.RunFailedException;
import io.ebm.core.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a model tells of the states that it answered.
 *
 * @param columns the names of what it tells
 * @param rows a cell for each column, for every state
 */
public record Answers(List<String> columns, List<List<String>> rows) {

  /**
   * Answers states, tile by tile on all threads.
   *
   * @param states with NaN for what is not known; overwritten
   * @throws RunFailedException if an energy is not finite
   */
  public static Answers of(Answering model, Batch states, Parallel threads) {
    List<List<String>> rows = new ArrayList<>(Collections.nCopies(states.size(), List.of()));
    threads.tiles(
        states.size(),
        (tile, from, to) -> {
          List<List<String>> told;
          try {
            told = model.answer(states.slice(from, to));
          } catch (NonFiniteException e) {
            throw new RunFailedException(
                "prediction stopped: rows from " + from + ": " + Texts.reason(e), e);
          }
          for (int i = from; i < to; i++) {
            rows.set(i, told.get(i - from));
          }
        });
    return new Answers(List.copyOf(model.columns()), List.copyOf(rows));
  }
}
