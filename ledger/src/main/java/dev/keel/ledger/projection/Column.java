package dev.keel.ledger.projection;

import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table, and where its value comes from.
 *
 * @param <R> what a row is made of
 * @param onChange what a later change of the row does to it
 */
public record Column<R>(
        String name, ColumnType type, OnChange onChange, Function<R, @Nullable Object> value) {

    /** How the value of a later change meets the one that is there. */
    public enum OnChange {
        /** Tells the row apart. */
        KEY,
        /** Written once. */
        KEEP,
        /** The later value is the value. */
        REPLACE,
        /** The first value that is not null stays. */
        FIRST,
        /** The last value that is not null stays. */
        LAST,
        /** The sum of the values that are not null; of numbers and integers only. */
        ADD;

        @Nullable Object merge(@Nullable Object earlier, @Nullable Object later) {
            return switch (this) {
                case KEY, KEEP -> earlier;
                case REPLACE -> later;
                case FIRST -> earlier == null ? later : earlier;
                case LAST -> later == null ? earlier : later;
                case ADD -> sum(earlier, later);
            };
        }

        /** The same in SQL. */
        String merged(String earlier, String later) {
            return switch (this) {
                case KEY, KEEP -> earlier;
                case REPLACE -> later;
                case FIRST -> "coalesce(" + earlier + ", " + later + ")";
                case LAST -> "coalesce(" + later + ", " + earlier + ")";
                case ADD ->
                        "coalesce(" + earlier + " + " + later + ", " + earlier + ", " + later + ")";
            };
        }

        /** Numbers travel as text. */
        private static @Nullable Object sum(@Nullable Object earlier, @Nullable Object later) {
            if (earlier == null || later == null) {
                return earlier == null ? later : earlier;
            }
            return earlier instanceof Integer one && later instanceof Integer other
                    ? Integer.valueOf(Math.addExact(one, other))
                    : new BigDecimal((String) earlier)
                            .add(new BigDecimal((String) later))
                            .toPlainString();
        }
    }
}
