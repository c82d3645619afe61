/**
 * Random changes of images: {@link io.ebm.core.augmentation.ShiftFactory shift}, {@link
 * io.ebm.core.augmentation.CropFactory crop}, {@link io.ebm.core.augmentation.FlipFactory flip},
 * {@link io.ebm.core.augmentation.RotateFactory rotate}, {@link
 * io.ebm.core.augmentation.NoiseFactory noise}, {@link io.ebm.core.augmentation.CutOutFactory
 * cut-out}, {@link io.ebm.core.augmentation.ColourFactory colour} and {@link
 * io.ebm.core.augmentation.GreyFactory grey}; and of texts: {@link
 * io.ebm.core.augmentation.TokenDropoutFactory token-dropout}.
 */
@NullMarked
package io.ebm.core.augmentation;

import org.jspecify.annotations.NullMarked;
