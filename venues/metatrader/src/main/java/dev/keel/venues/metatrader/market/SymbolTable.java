package dev.keel.venues.metatrader.market;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.venues.metatrader.mailbox.GarbledException;
import dev.keel.venues.metatrader.mailbox.Row;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The symbols of a terminal and the instruments that they stand for. A broker adds letters of its
 * own to the names, such as {@code EURUSD.m}: an instrument is found by its name without {@code /}
 * and {@code -}, then by the one symbol that begins with it.
 *
 * <p>Keel counts profit in the quote asset: a symbol whose profit is in another currency than the
 * account's cannot be traded, and is left out.
 */
public final class SymbolTable {
    private static final MathContext EXACT_ENOUGH = new MathContext(12);
    private static final BigDecimal CLOSE = new BigDecimal("0.000001");
    private static final int MAX_SUFFIX = 6;
    private static final int NEVER = 0;

    private final Map<String, Row> symbols = new TreeMap<>();
    private final Map<InstrumentId, String> names = new TreeMap<>();
    private final Map<InstrumentId, Instrument> instruments = new TreeMap<>();
    private final Map<String, InstrumentId> ids = new TreeMap<>();
    private final String currency;

    /**
     * @param rows {@code symbol} rows
     * @param wanted what is to be found among them; empty for all, under their own names
     * @param currency the account's
     */
    public SymbolTable(List<Row> rows, Set<InstrumentId> wanted, String currency) {
        this.currency = currency;
        rows.forEach(row -> symbols.put(row.text("name"), row));
        if (wanted.isEmpty()) {
            symbols.keySet().forEach(name -> idOf(name).ifPresent(id -> add(id, name)));
        } else {
            wanted.forEach(id -> find(id).ifPresent(name -> add(id, name)));
        }
    }

    private static Optional<InstrumentId> idOf(String symbol) {
        String cleaned = symbol.replaceAll("[^A-Za-z0-9._/:-]", "_");
        return cleaned.isEmpty() || cleaned.length() > 40
                ? Optional.empty()
                : Optional.of(InstrumentId.of(cleaned));
    }

    private Optional<String> find(InstrumentId id) {
        if (symbols.containsKey(id.symbol())) {
            return Optional.of(id.symbol());
        }
        String plain = id.symbol().replaceAll("[/-]", "").toUpperCase(Locale.ROOT);
        List<String> like =
                symbols.keySet().stream()
                        .filter(name -> name.toUpperCase(Locale.ROOT).startsWith(plain))
                        .filter(name -> name.length() - plain.length() <= MAX_SUFFIX)
                        .toList();
        Optional<String> same =
                like.stream().filter(name -> name.length() == plain.length()).findFirst();
        // Two that begin alike are two different contracts: a person must name the one.
        return same.isPresent() || like.size() != 1 ? same : Optional.of(like.getFirst());
    }

    private void add(InstrumentId id, String name) {
        Row row = symbols.get(name);
        if (row == null) {
            return;
        }
        try {
            instrument(id, row)
                    .ifPresent(instrument -> {
                        names.put(id, name);
                        ids.put(name, id);
                        instruments.put(id, instrument);
                    });
        } catch (GarbledException | IllegalArgumentException e) {
            // A symbol with rules that make no sense, such as a step of 0: nothing to trade.
            names.remove(id);
        }
    }

    private Optional<Instrument> instrument(InstrumentId id, Row row) {
        if (!row.text("profit").equals(currency) || row.number("trade") == NEVER) {
            return Optional.empty();
        }
        Asset quote = Asset.of(currency);
        TradingRules rules =
                new TradingRules(
                        new Price(row.decimal("tickSize")),
                        new Quantity(row.decimal("volumeStep")),
                        BigDecimal.ZERO);
        return contractSize(row)
                .map(size ->
                        new Instrument(
                                id,
                                base(row),
                                quote,
                                InstrumentKind.LINEAR,
                                rules,
                                FeeRates.NONE,
                                size));
    }

    private Asset base(Row row) {
        String base = row.text("base").toUpperCase(Locale.ROOT);
        boolean isPair = base.matches("[A-Z0-9._-]{1,20}") && !base.equals(currency);
        String name = row.text("name").toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9._-]", "_");
        return Asset.of(isPair ? base : name.substring(0, Math.min(20, name.length())));
    }

    /**
     * What a contract's price is multiplied with. For futures the terminal's contract size does not
     * say it: what a tick is worth does. If the two do not explain each other, it is not known.
     */
    private static Optional<BigDecimal> contractSize(Row row) {
        BigDecimal size = row.decimal("contractSize");
        BigDecimal tick = row.decimal("tickSize");
        BigDecimal worth = row.decimal("tickValue");
        if (tick.signum() <= 0 || worth.signum() <= 0) {
            return Optional.empty();
        }
        BigDecimal byTick = worth.divide(tick, EXACT_ENOUGH).stripTrailingZeros();
        BigDecimal gap = byTick.subtract(size).abs();
        if (size.signum() > 0 && gap.compareTo(size.multiply(CLOSE)) <= 0) {
            return Optional.of(size);
        }
        boolean isPlain = byTick.precision() <= 6;
        return isPlain ? Optional.of(byTick) : Optional.empty();
    }

    /** What can be traded, in the order of the ids. */
    public List<Instrument> instruments() {
        return List.copyOf(instruments.values());
    }

    public Optional<Instrument> instrument(String symbol) {
        return Optional.ofNullable(ids.get(symbol)).map(instruments::get);
    }

    /** The terminal's name of an instrument. */
    public Optional<String> name(InstrumentId id) {
        return Optional.ofNullable(names.get(id));
    }

    /** The instrument of a symbol; one that Keel does not trade goes by the symbol's own name. */
    public InstrumentId id(String symbol) {
        return Optional.ofNullable(ids.get(symbol))
                .or(() -> idOf(symbol))
                .orElse(InstrumentId.of("unknown"));
    }

    /** What the terminal says of a symbol. */
    public Optional<Row> row(String symbol) {
        return Optional.ofNullable(symbols.get(symbol));
    }
}
