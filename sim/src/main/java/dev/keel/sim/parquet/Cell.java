package dev.keel.sim.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/** What the values of one column are, as its type says. */
final class Cell {
    private static final int MOST_DECIMALS = 18;

    private final ColumnDescriptor column;
    private final PrimitiveTypeName stored;
    private final @Nullable LogicalTypeAnnotation meaning;

    Cell(ColumnDescriptor column) {
        this.column = column;
        this.stored = column.getPrimitiveType().getPrimitiveTypeName();
        this.meaning = column.getPrimitiveType().getLogicalTypeAnnotation();
    }

    String name() {
        return String.join(".", column.getPath());
    }

    ColumnDescriptor column() {
        return column;
    }

    boolean isThere(ColumnReader reader) {
        return reader.getCurrentDefinitionLevel() == column.getMaxDefinitionLevel();
    }

    /** Whether the column can hold times. */
    boolean holdsTimes() {
        return meaning instanceof TimestampLogicalTypeAnnotation
                || meaning instanceof DateLogicalTypeAnnotation
                || holdsText();
    }

    /** Whether the column can hold decimal numbers. */
    boolean holdsNumbers() {
        return switch (stored) {
            case DOUBLE, FLOAT -> true;
            case INT32, INT64 ->
                    meaning == null
                            || meaning instanceof DecimalLogicalTypeAnnotation
                            || meaning instanceof LogicalTypeAnnotation.IntLogicalTypeAnnotation;
            case BINARY, FIXED_LEN_BYTE_ARRAY ->
                    meaning instanceof DecimalLogicalTypeAnnotation || holdsText();
            case BOOLEAN, INT96 -> false;
        };
    }

    /** The time in milliseconds since 1970; empty if it is none, or finer. */
    Optional<Long> time(ColumnReader reader) {
        if (meaning instanceof TimestampLogicalTypeAnnotation timestamp) {
            long value = reader.getLong();
            return switch (timestamp.getUnit()) {
                case MILLIS -> Optional.of(value);
                case MICROS -> whole(value, 1_000);
                case NANOS -> whole(value, 1_000_000);
            };
        }
        if (meaning instanceof DateLogicalTypeAnnotation) {
            return Optional.of(reader.getInteger() * 86_400_000L);
        }
        return parsedTime(text(reader));
    }

    /** The number, exact; empty if it is none, or needs more than 18 decimals or 64 bits. */
    Optional<BigDecimal> number(ColumnReader reader) {
        return switch (stored) {
            case DOUBLE -> shortest(reader.getDouble(), Double.toString(reader.getDouble()));
            case FLOAT -> shortest(reader.getFloat(), Float.toString(reader.getFloat()));
            case INT32 -> fitting(BigDecimal.valueOf(reader.getInteger(), scale()));
            case INT64 -> fitting(BigDecimal.valueOf(reader.getLong(), scale()));
            case BINARY, FIXED_LEN_BYTE_ARRAY ->
                    holdsText()
                            ? parsedNumber(text(reader))
                            : fitting(
                                    new BigDecimal(
                                            new BigInteger(reader.getBinary().getBytes()),
                                            scale()));
            case BOOLEAN, INT96 -> Optional.empty();
        };
    }

    private boolean holdsText() {
        return stored == PrimitiveTypeName.BINARY && meaning instanceof StringLogicalTypeAnnotation;
    }

    private int scale() {
        return meaning instanceof DecimalLogicalTypeAnnotation decimal ? decimal.getScale() : 0;
    }

    private static String text(ColumnReader reader) {
        return new String(reader.getBinary().getBytes(), StandardCharsets.UTF_8);
    }

    private static Optional<Long> whole(long value, long perMilli) {
        return value % perMilli == 0 ? Optional.of(value / perMilli) : Optional.empty();
    }

    private static Optional<Long> parsedTime(String text) {
        try {
            Instant time =
                    text.indexOf('T') < 0
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : Instant.parse(text);
            long millis = time.toEpochMilli();
            return time.equals(Instant.ofEpochMilli(millis))
                    ? Optional.of(millis)
                    : Optional.empty();
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<BigDecimal> shortest(double value, String text) {
        return Double.isFinite(value) ? fitting(new BigDecimal(text)) : Optional.empty();
    }

    private static Optional<BigDecimal> parsedNumber(String text) {
        try {
            return text.length() > 40 ? Optional.empty() : fitting(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<BigDecimal> fitting(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        if (stripped.precision() - stripped.scale() > MOST_DECIMALS
                || stripped.scale() > MOST_DECIMALS) {
            return Optional.empty();
        }
        BigDecimal plain =
                stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
        return plain.unscaledValue().bitLength() < Long.SIZE
                ? Optional.of(plain)
                : Optional.empty();
    }
}
