package dev.keel.venues.metatrader.market;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.Timeframe;
import dev.keel.venues.metatrader.mailbox.Row;
import dev.keel.venues.metatrader.terminal.TerminalClock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Bars of one symbol and timeframe, asked for and read. The volume is the number of ticks: a broker
 * of margin trades knows no other.
 */
public final class BarRows {
    private static final Duration SETTLING = Duration.ofSeconds(1);

    private final Timeframe timeframe;
    private final String symbol;
    private final BarFormat format;
    private Instant notBefore = Instant.MIN;

    /**
     * @param symbol its row
     * @throws IllegalArgumentException if MetaTrader has no such timeframe
     */
    public BarRows(Timeframe timeframe, Row symbol) {
        long seconds = timeframe.length().toSeconds();
        if (seconds % 60 != 0) {
            throw new IllegalArgumentException(
                    "timeframe must be whole minutes at MetaTrader, was " + timeframe);
        }
        this.timeframe = timeframe;
        this.symbol = symbol.text("name");
        this.format = new BarFormat(timeframe, Math.toIntExact(symbol.number("digits")), 0);
    }

    /**
     * @param from opening of the first, by the broker's wall clock
     */
    public Row question(long from, int count) {
        return Row.of("ask")
                .with("op", "BARS")
                .with("symbol", symbol)
                .with("minutes", timeframe.length().toMinutes())
                .with("from", from)
                .with("count", Math.clamp(count, 1, 5_000));
    }

    public List<Bar> read(List<Row> rows, TerminalClock clock) {
        return rows.stream()
                .map(row ->
                        new Bar(
                                format,
                                clock.instant(row.number("at")).toEpochMilli(),
                                units(row, "open"),
                                units(row, "high"),
                                units(row, "low"),
                                units(row, "close"),
                                row.decimal("volume").longValue()))
                .toList();
    }

    private long units(Row row, String name) {
        BigDecimal price =
                row.decimal(name).setScale(format.priceDecimals(), RoundingMode.HALF_EVEN);
        return price.unscaledValue().longValueExact();
    }

    /** The opening of the bar that is open at a time. */
    public Instant openOf(Instant now) {
        return Instant.ofEpochMilli(timeframe.startOfBar(now.toEpochMilli()));
    }

    /** When it is worth asking for a bar with this opening. */
    public Instant askAt(Instant open) {
        Instant closed = open.plus(timeframe.length()).plus(SETTLING);
        return closed.isAfter(notBefore) ? closed : notBefore;
    }

    /** It was asked just now: not again at once. */
    public void asked(Instant now) {
        notBefore = now.plus(SETTLING);
    }

    public Instant after(Bar bar) {
        return Instant.ofEpochMilli(bar.openMillis()).plus(timeframe.length());
    }
}
