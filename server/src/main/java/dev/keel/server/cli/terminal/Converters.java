package dev.keel.server.cli.terminal;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.market.Timeframe;
import dev.keel.sim.loop.FillTiming;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What options take beside plain text. */
public final class Converters {
    private Converters() {}

    /** A decimal number, exact; no more digits than a number of money can need. */
    public static final class Decimal implements ITypeConverter<BigDecimal> {
        /** Longer numbers are nobody's money, and cost time to compute with. */
        private static final int MOST_DIGITS = 40;

        @Override
        public BigDecimal convert(String text) {
            BigDecimal value;
            try {
                value = new BigDecimal(text);
            } catch (NumberFormatException e) {
                throw notOne("a decimal number such as 0.001", text);
            }
            if (value.precision() > MOST_DIGITS || Math.abs((long) value.scale()) > MOST_DIGITS) {
                throw notOne("a number of at most " + MOST_DIGITS + " digits", text);
            }
            return value;
        }
    }

    /** A UTC day, or an instant. */
    public static final class Time implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return text.indexOf('T') < 0
                        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw notOne(
                        "a day such as 2024-01-31 or a time such as 2024-01-31T16:00:00Z", text);
            }
        }
    }

    /** When a signal is filled. */
    public static final class Timing implements ITypeConverter<FillTiming> {
        @Override
        public FillTiming convert(String text) {
            return switch (text) {
                case "next-open" -> FillTiming.NEXT_OPEN;
                case "close" -> FillTiming.CLOSE;
                default -> throw notOne("next-open or close", text);
            };
        }
    }

    /** The length of a bar. */
    public static final class Frame implements ITypeConverter<Timeframe> {
        @Override
        public Timeframe convert(String text) {
            try {
                return Timeframe.parse(text);
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw notOne("a timeframe such as 5m, 1h or 1d", text);
            }
        }
    }

    /** What an instrument is. */
    public static final class Kind implements ITypeConverter<InstrumentKind> {
        @Override
        public InstrumentKind convert(String text) {
            return switch (text) {
                case "spot" -> InstrumentKind.SPOT;
                case "linear" -> InstrumentKind.LINEAR;
                default -> throw notOne("spot or linear", text);
            };
        }
    }

    /** How a result is printed. */
    public static final class Output implements ITypeConverter<OutputFormat> {
        @Override
        public OutputFormat convert(String text) {
            return switch (text) {
                case "table" -> OutputFormat.TABLE;
                case "json" -> OutputFormat.JSON;
                default -> throw notOne("table or json", text);
            };
        }
    }

    private static TypeConversionException notOne(String wanted, String text) {
        return new TypeConversionException("must be " + wanted + ", was '" + text + "'");
    }
}
