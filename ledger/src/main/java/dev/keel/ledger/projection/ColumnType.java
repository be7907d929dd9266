package dev.keel.ledger.projection;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How values of a column travel to the database: as an element of an array of a simple type. */
public enum ColumnType {
    /** {@link String}; what PostgreSQL's text cannot hold is replaced by U+FFFD. */
    TEXT("text", "%s"),
    /** {@link BigDecimal}; travels as text, exactly. */
    NUMERIC("text", "%s::numeric"),
    /** {@link Long}. */
    BIGINT("int8", "%s"),
    /** {@link Integer}. */
    INTEGER("int4", "%s"),
    /** {@link Boolean}. */
    BOOLEAN("bool", "%s"),
    /** {@link Instant}; travels as microseconds since 1970, what is finer is cut off. */
    TIMESTAMP("int8", "timestamptz 'epoch' + %s * interval '1 microsecond'"),
    /** A hash; travels as {@link String} of hexadecimal digits. */
    HASH("text", "decode(%s, 'hex')"),
    /** Text that is JSON, to be kept as it is. */
    JSON("text", "%s::json"),
    /** Text that is JSON, to be searched. */
    JSONB("text", "%s::jsonb");

    private static final int PLAIN_SCALE = 60;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private final String element;
    private final String conversion;

    ColumnType(String element, String conversion) {
        this.element = element;
        this.conversion = conversion;
    }

    /** The SQL name of the type that travels. */
    public String element() {
        return element;
    }

    /** The SQL expression that makes the column's value of what travelled. */
    public String fromElement(String expression) {
        return conversion.formatted(expression);
    }

    /** What travels for a value; null for none. */
    @Nullable Object toElement(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal number -> digits(number);
            case Instant instant -> micros(instant);
            case String text -> this == TEXT ? StorableText.of(text) : text;
            default -> value;
        };
    }

    /** Microseconds since 1970, rounded down. */
    public static long micros(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND),
                instant.getNano() / NANOS_PER_MICRO);
    }

    /** The value out of what travelled; the inverse of {@link #micros} for timestamps. */
    public Optional<Object> fromElement(@Nullable Object element) {
        return Optional.ofNullable(element)
                .map(present ->
                        switch (this) {
                            case NUMERIC -> new BigDecimal((String) present);
                            case TIMESTAMP -> instant((Long) present);
                            case TEXT, BIGINT, INTEGER, BOOLEAN, HASH, JSON, JSONB -> present;
                        });
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND),
                Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO);
    }

    private static String digits(BigDecimal number) {
        return number.scale() >= 0 && number.scale() <= PLAIN_SCALE
                ? number.toPlainString()
                : number.toString();
    }
}
