package dev.keel.sim.market;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Market data could not be read; none of it was taken over.
 *
 * <p>The message is one printable line such as {@code crypto.csv line 17: field 'high' must be a
 * decimal number, was 'abc'}.
 */
public final class MarketDataException extends RuntimeException {
    private final String file;
    private final long line;
    private final @Nullable String field;

    private MarketDataException(
            String message,
            String file,
            long line,
            @Nullable String field,
            @Nullable Throwable cause) {
        super(message, cause);
        this.file = file;
        this.line = line;
        this.field = field;
    }

    /** A fault of a whole file. */
    public static MarketDataException inFile(String file, String problem) {
        return new MarketDataException(file + ": " + problem, file, 0, null, null);
    }

    /** A fault of a whole file that something else gave rise to. */
    public static MarketDataException inFile(String file, String problem, Throwable cause) {
        return new MarketDataException(file + ": " + problem, file, 0, null, cause);
    }

    /** A fault of a whole line. */
    public static MarketDataException inLine(String file, long line, String problem) {
        return new MarketDataException(
                file + " line " + line + ": " + problem, file, line, null, null);
    }

    /** A fault of one field. */
    public static MarketDataException inField(
            String file, long line, String field, String problem) {
        String message = file + " line " + line + ": field '" + field + "' " + problem;
        return new MarketDataException(message, file, line, field, null);
    }

    /** The name of the file, without its folder. */
    public String file() {
        return file;
    }

    /** The line counted from 1, the header; empty if the fault lies in no single line. */
    public OptionalLong line() {
        return line == 0 ? OptionalLong.empty() : OptionalLong.of(line);
    }

    /** The column's name as in the header; empty if the fault lies in no single field. */
    public Optional<String> field() {
        return Optional.ofNullable(field);
    }
}
