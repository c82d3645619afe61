package io.ebm.api;

/**
 * The model of another run, with the parameters of its last checkpoint; see {@link
 * ComponentContext#trained}. Nobody writes them.
 *
 * @param name the run, as the experiment names it
 * @param energy the name of the model's type
 * @param model the model
 * @param space the space of the examples that it was trained on
 * @param units how those stood to their source: nothing is moved or scaled if they were not {@link
 *     Rescaled}
 */
public record TrainedModel(
    String name, String energy, Model model, StateSpace space, Rescaled units) {

  /** Units that are those of the source. */
  public static final Rescaled SOURCE =
      new Rescaled() {
        @Override
        public double centre(int coordinate) {
          return 0;
        }

        @Override
        public double scale(int coordinate) {
          return 1;
        }
      };
}
