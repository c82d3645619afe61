package io.ebm.math;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * One implementation of all kernels. There are two: one named vector, written with the incubating
 * Vector API, for a virtual machine started with {@code --add-modules jdk.incubator.vector}, or
 * with what lets this class load that module; and one named scalar. The system property {@code
 * ebm.math} forces one of them by its name.
 */
record Backend(
    String name,
    GemmKernels gemm,
    GemmKernels binaryGemm,
    ElementwiseKernels elementwise,
    VectorKernels vectors,
    PhiloxKernels philox,
    ChainKernels chains,
    BitKernels bits,
    TransposeKernel transpose,
    ConvolutionKernels convolution) {

  private static final String PROPERTY = "ebm.math";
  private static final String MODULE = "jdk.incubator.vector";
  private static final Logger LOG = System.getLogger(Backend.class.getName());

  /** The implementation in use, chosen once. */
  static final Backend CHOSEN = choose(System.getProperty(PROPERTY));

  private static Backend choose(@Nullable String wanted) {
    if (wanted != null && !wanted.equals("scalar") && !wanted.equals("vector")) {
      throw new IllegalArgumentException(
          "the system property " + PROPERTY + " is 'scalar' or 'vector', not '" + wanted + "'");
    }
    if ("scalar".equals(wanted)) {
      LOG.log(Level.DEBUG, "scalar kernels, as the system property {0} demands", PROPERTY);
      return scalar();
    }
    if (!hasModule()) {
      if (wanted != null) {
        throw new IllegalStateException(
            PROPERTY + "=vector needs the option --add-modules " + MODULE);
      }
      LOG.log(
          Level.INFO, "scalar kernels: start java with --add-modules {0} for fast ones", MODULE);
      return scalar();
    }
    try {
      Backend vector = vector();
      LOG.log(Level.DEBUG, "{0} kernels", vector.name());
      return vector;
    } catch (ReflectiveOperationException | LinkageError e) {
      if (wanted != null) {
        throw new IllegalStateException("the vector kernels cannot be used", e);
      }
      LOG.log(Level.WARNING, "scalar kernels: those of " + MODULE + " cannot be used", e);
      return scalar();
    }
  }

  /**
   * Whether the Vector API is there. Java warns of it at every start with {@code --add-modules};
   * with {@code --add-exports java.base/jdk.internal.module=ALL-UNNAMED} it is loaded here, in the
   * way of Java's own agents, and there is no warning.
   */
  private static boolean hasModule() {
    if (ModuleLayer.boot().findModule(MODULE).isPresent()) {
      return true;
    }
    try {
      Class<?> modules = Class.forName("jdk.internal.module.Modules");
      modules.getMethod("loadModule", String.class).invoke(null, MODULE);
      return true;
    } catch (ReflectiveOperationException e) {
      LOG.log(Level.DEBUG, "{0} cannot be loaded: {1}", MODULE, e);
      return false;
    }
  }

  /** The kernels in plain Java. */
  static Backend scalar() {
    return new Backend(
        "scalar",
        new ScalarGemm(),
        new ScalarGemm(),
        new ScalarElementwise(),
        new ScalarVectors(),
        new ScalarPhilox(),
        new ScalarChain(),
        new ScalarBits(),
        new ScalarTranspose(),
        new ScalarConvolution());
  }

  /** The kernels of the Vector API, whose classes only this names, and by reflection. */
  static Backend vector() throws ReflectiveOperationException {
    return new Backend(
        "vector",
        load("SimdGemm", GemmKernels.class),
        load("SimdBinaryGemm", GemmKernels.class),
        load("SimdElementwise", ElementwiseKernels.class),
        load("SimdVectors", VectorKernels.class),
        load("SimdPhilox", PhiloxKernels.class),
        load("SimdChain", ChainKernels.class),
        load("SimdBits", BitKernels.class),
        load("SimdTranspose", TransposeKernel.class),
        load("SimdConvolution", ConvolutionKernels.class));
  }

  private static <T> T load(String name, Class<T> type) throws ReflectiveOperationException {
    Class<?> found =
        Class.forName(
            Backend.class.getPackageName() + "." + name, true, Backend.class.getClassLoader());
    return type.cast(found.getDeclaredConstructor().newInstance());
  }
}
