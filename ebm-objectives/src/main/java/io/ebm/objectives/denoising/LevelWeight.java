package io.ebm.objectives.denoising;

import io.ebm.api.noise.DenoiserLearnable;

/** By what the squared error of a denoised state counts at a noise level. */
public enum LevelWeight {
  /** As is usual for the model's parametrisation: the error of its own output counts 1. */
  USUAL {
    @Override
    double of(DenoiserLearnable model, double sigma) {
      return model.usualWeight(sigma);
    }
  },
  /** {@code 1 / σ²}: the error of the noise {@code ε} counts 1 (Ho et al. 2020). */
  EPSILON {
    @Override
    double of(DenoiserLearnable model, double sigma) {
      return 1 / (sigma * sigma);
    }
  },
  /** 1: the error of the clean state. */
  X0 {
    @Override
    double of(DenoiserLearnable model, double sigma) {
      return 1;
    }
  },
  /** {@code (1 + σ)² / σ²}: the error of the velocity {@code ε - x_0} (Lipman et al. 2023). */
  VELOCITY {
    @Override
    double of(DenoiserLearnable model, double sigma) {
      return (1 + 1 / sigma) * (1 + 1 / sigma);
    }
  };

  abstract double of(DenoiserLearnable model, double sigma);
}
