package dev.keel.server.cli.venues;

import dev.keel.core.instrument.InstrumentKind;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A kind of market by its name, such as {@code spot}. */
final class KindName implements ITypeConverter<InstrumentKind> {
    @Override
    public InstrumentKind convert(String text) {
        Optional<InstrumentKind> kind =
                Stream.of(InstrumentKind.values()).filter(it -> of(it).equals(text)).findFirst();
        return kind.orElseThrow(
                () -> new TypeConversionException("must be spot or linear, was '" + text + "'"));
    }

    static String of(InstrumentKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
