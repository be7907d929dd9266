package dev.keel.venues.simulator.book;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The markets of every simulated exchange, from {@code markets.csv}. */
public final class Markets {
    private static final List<Row> ROWS = read();

    private record Row(String venue, Market market) {}

    private Markets() {}

    /**
     * The markets of a venue, those of the file's order; empty if it has none of that kind.
     *
     * @throws IllegalArgumentException if the venue is not in the file at all
     */
    public static List<Market> of(String venue, InstrumentKind kind) {
        List<Row> all = ROWS.stream().filter(row -> row.venue().equals(venue)).toList();
        if (all.isEmpty()) {
            throw new IllegalArgumentException(
                    "venue must be one of markets.csv, was '" + venue + "'");
        }
        return all.stream().map(Row::market).filter(market -> market.kind() == kind).toList();
    }

    private static List<Row> read() {
        try (InputStream in =
                Objects.requireNonNull(
                        Markets.class.getResourceAsStream("markets.csv"), "markets.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .skip(1)
                    .map(line -> row(line.split(",", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String[] cells) {
        Market.Rules rules =
                new Market.Rules(
                        new BigDecimal(cells[6]),
                        new BigDecimal(cells[7]),
                        new BigDecimal(cells[8]),
                        new BigDecimal(cells[9]),
                        new BigDecimal(cells[11]),
                        new BigDecimal(cells[12]));
        return new Row(
                cells[0],
                new Market(
                        InstrumentId.of(cells[2]),
                        InstrumentKind.valueOf(cells[1]),
                        cells[3],
                        new Market.Names(cells[4], cells[5]),
                        rules,
                        new BigDecimal(cells[10])));
    }
}
