package io.ebm.core.cli;

import io.ebm.core.Texts;
import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/**
 * How the values of options are read, with messages that speak of numbers and not of Java's types.
 */
final class OptionTypes {

  private OptionTypes() {}

  /** Registers them for a command and all below it. */
  static void register(CommandLine line) {
    line.registerConverter(
        int.class, text -> (int) whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE));
    line.registerConverter(
        Integer.class, text -> (int) whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE));
    line.registerConverter(Long.class, text -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE));
    line.registerConverter(Path.class, OptionTypes::path);
  }

  private static long whole(String text, long low, long high) {
    if (!text.matches("[+-]?[0-9]{1,100}")) {
      throw new TypeConversionException("'" + text + "' is not a whole number");
    }
    BigInteger value = new BigInteger(text);
    if (value.compareTo(BigInteger.valueOf(low)) < 0
        || value.compareTo(BigInteger.valueOf(high)) > 0) {
      throw new TypeConversionException(
          "must lie between " + low + " and " + high + ", but is " + text);
    }
    return value.longValue();
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(Texts.reason(e));
    }
  }
}
