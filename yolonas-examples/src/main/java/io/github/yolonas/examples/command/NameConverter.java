package io.github.yolonas.examples.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an enum's constants by their names in lower case; tells them all if it is none. */
abstract class NameConverter<E extends Enum<E>> implements ITypeConverter<E> {
  private final Class<E> type;

  NameConverter(Class<E> type) {
    this.type = type;
  }

  @Override
  public E convert(String value) {
    List<E> constants = List.of(type.getEnumConstants());
    return constants.stream()
        .filter(constant -> name(constant).equalsIgnoreCase(value.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected %s, found '%s'".formatted(list(constants), value)));
  }

  private static String list(List<? extends Enum<?>> constants) {
    String[] names = constants.stream().map(NameConverter::name).toArray(String[]::new);
    String last = names[names.length - 1];
    return String.join(", ", Arrays.copyOf(names, names.length - 1)) + " or " + last;
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
