package dev.keel.sim.data;

import dev.keel.core.market.Timeframe;
import dev.keel.sim.market.DataFile;
import dev.keel.sim.market.MarketDataException;
import dev.keel.sim.market.RawBars;
import dev.keel.sim.market.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Trades as CSV, {@code timestamp,price,quantity,side}, joined to bars.
 *
 * <p>A bar opens at a multiple of its timeframe, and holds the first, highest, lowest and last
 * price and the sum of quantities of the trades in it; bars without trades do not exist. Trades
 * come in the order of the file. One that belongs to a bar that is over is refused. The side says
 * who took liquidity and may be empty; it is checked, and not used.
 */
final class TradesFile {
    static final String HEADER = "timestamp,price,quantity,side";

    private static final Set<String> SIDES = Set.of("BUY", "SELL", "");
    private static final int MOST_DECIMALS = 18;
    private static final int FIELDS = 4;
    private static final int LONGEST_LINE = 1_024;

    private final String file;
    private final Timeframe timeframe;
    private final RawBars.Builder bars;
    private @Nullable BarOfTrades current;
    private long line = 1;

    private TradesFile(String file, Timeframe timeframe) {
        this.file = file;
        this.timeframe = timeframe;
        this.bars = new RawBars.Builder(file);
    }

    /** Whether a file begins with the header of trades. */
    static boolean isOne(Path path) {
        return DataFile.read(
                path,
                (_, in) -> {
                    byte[] start = in.readNBytes(HEADER.length());
                    return new String(start, StandardCharsets.US_ASCII).equals(HEADER);
                });
    }

    /**
     * Reads trades into bars.
     *
     * @throws MarketDataException if the file cannot be read, or no timeframe is given
     */
    static RawBars bars(Path path, Optional<Timeframe> timeframe) {
        String name = String.valueOf(path.getFileName());
        if (timeframe.isEmpty()) {
            throw MarketDataException.inFile(
                    name, "holds trades, which need a timeframe to become bars");
        }
        return DataFile.read(
                path,
                (file, in) ->
                        new TradesFile(file, timeframe.get())
                                .read(
                                        new BufferedReader(
                                                new InputStreamReader(
                                                        in, StandardCharsets.UTF_8))));
    }

    private RawBars read(BufferedReader in) throws IOException {
        String header = in.readLine();
        if (header == null || !header.equals(HEADER)) {
            throw MarketDataException.inFile(file, "header must be '" + HEADER + "'");
        }
        String text;
        while ((text = in.readLine()) != null) {
            line++;
            take(text);
        }
        endBar();
        return bars.build(line - 1);
    }

    private void take(String text) {
        String[] fields = text.split(",", -1);
        if (text.length() > LONGEST_LINE || fields.length != FIELDS) {
            refuse(Refusal.Reason.MALFORMED, "must have " + FIELDS + " fields");
            return;
        }
        Optional<Long> millis = time(fields[0]);
        Optional<BigDecimal> price = number(fields[1]);
        Optional<BigDecimal> quantity = number(fields[2]);
        if (millis.isEmpty()) {
            refuse(Refusal.Reason.MALFORMED, "field 'timestamp' must be a UTC time");
        } else if (price.isEmpty() || price.get().signum() <= 0) {
            refuse(Refusal.Reason.MALFORMED, "field 'price' must be a number above 0");
        } else if (quantity.isEmpty() || quantity.get().signum() < 0) {
            refuse(Refusal.Reason.MALFORMED, "field 'quantity' must be a number, 0 or more");
        } else if (!SIDES.contains(fields[3])) {
            refuse(Refusal.Reason.MALFORMED, "field 'side' must be BUY, SELL or empty");
        } else {
            add(millis.get(), price.get(), quantity.get());
        }
    }

    private void add(long millis, BigDecimal price, BigDecimal quantity) {
        long open = timeframe.startOfBar(millis);
        BarOfTrades bar = current;
        if (bar != null && open < bar.open) {
            refuse(
                    Refusal.Reason.LATE,
                    "the trade of "
                            + Instant.ofEpochMilli(millis)
                            + " belongs to a bar that is over");
            return;
        }
        if (bar == null || open > bar.open) {
            endBar();
            bar = new BarOfTrades(open, line, price);
            current = bar;
        }
        bar.add(price, quantity);
    }

    private void endBar() {
        BarOfTrades bar = current;
        if (bar != null) {
            bar.putInto(bars);
        }
    }

    private void refuse(Refusal.Reason reason, String why) {
        bars.refuse(line, reason, why);
    }

    private static Optional<Long> time(String text) {
        try {
            return Optional.of(Instant.parse(text).toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<BigDecimal> number(String text) {
        if (text.isEmpty() || text.length() > 40 || !text.matches("-?[0-9]+(\\.[0-9]+)?")) {
            return Optional.empty();
        }
        BigDecimal value = new BigDecimal(text).stripTrailingZeros();
        return value.scale() > MOST_DECIMALS ? Optional.empty() : Optional.of(value);
    }

    /** A bar while trades come in. */
    private static final class BarOfTrades {
        private final long open;
        private final long line;
        private final BigDecimal first;
        private BigDecimal high;
        private BigDecimal low;
        private BigDecimal last;
        private BigDecimal volume = BigDecimal.ZERO;

        BarOfTrades(long open, long line, BigDecimal first) {
            this.open = open;
            this.line = line;
            this.first = first;
            this.high = first;
            this.low = first;
            this.last = first;
        }

        void add(BigDecimal price, BigDecimal quantity) {
            high = high.max(price);
            low = low.min(price);
            last = price;
            volume = volume.add(quantity);
        }

        void putInto(RawBars.Builder bars) {
            BigDecimal[] values = {first, high, low, last, volume};
            long[] unscaled = new long[values.length];
            int[] decimals = new int[values.length];
            for (int i = 0; i < values.length; i++) {
                BigDecimal value = values[i].stripTrailingZeros();
                BigDecimal plain =
                        value.scale() < 0 ? value.setScale(0, RoundingMode.UNNECESSARY) : value;
                if (plain.unscaledValue().bitLength() >= Long.SIZE) {
                    bars.refuse(
                            line, Refusal.Reason.MALFORMED, "the bar's numbers must fit 64 bits");
                    return;
                }
                unscaled[i] = plain.unscaledValue().longValueExact();
                decimals[i] = plain.scale();
            }
            bars.add(line, open, unscaled, decimals);
        }
    }
}
