package dev.keel.venues.fix.order;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.venues.fix.dialect.FixDialect.QuantityUnit;
import dev.keel.venues.fix.transport.FixMessage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What can be traded, and what it is called on the wire. Most FIX venues do not tell their trading
 * rules over FIX: the account's options do, as {@code instrument.EURUSD.tick}.
 */
public final class InstrumentTable {
    private final QuantityUnit unit;
    private final Map<InstrumentId, Instrument> instruments = new TreeMap<>();
    private final Map<InstrumentId, String> symbols = new TreeMap<>();
    private final Map<String, InstrumentId> bySymbol = new TreeMap<>();

    public InstrumentTable(QuantityUnit unit) {
        this.unit = unit;
    }

    /** Adds an instrument, or its new rules. */
    public void add(Instrument instrument, String symbol) {
        InstrumentId known = bySymbol.get(symbol);
        if (known != null && !known.equals(instrument.id())) {
            throw new IllegalArgumentException(
                    "instrument."
                            + instrument.id()
                            + ".symbol must be its own, was '"
                            + symbol
                            + "', which is that of "
                            + known);
        }
        instruments.put(instrument.id(), instrument);
        symbols.put(instrument.id(), symbol);
        bySymbol.put(symbol, instrument.id());
    }

    /**
     * Reads instruments from an account's options.
     *
     * @throws IllegalArgumentException naming the option that is missing or wrong
     */
    public static InstrumentTable of(
            QuantityUnit unit,
            InstrumentKind kind,
            Collection<InstrumentId> ids,
            Map<String, String> options) {
        InstrumentTable table = new InstrumentTable(unit);
        for (InstrumentId id : new java.util.TreeSet<>(ids)) {
            Options of = new Options("instrument." + id + ".", options);
            table.add(
                    new Instrument(
                            id,
                            Asset.of(of.required("base")),
                            Asset.of(of.required("quote")),
                            kind,
                            new TradingRules(
                                    Price.of(of.required("tick")),
                                    Quantity.of(of.required("lot")),
                                    of.number("minNotional", "0")),
                            new FeeRates(of.number("makerFee", "0"), of.number("takerFee", "0")),
                            of.number("contractSize", "1")),
                    of.optional("symbol", id.symbol()));
        }
        return table;
    }

    public List<Instrument> all() {
        return new ArrayList<>(instruments.values());
    }

    public Optional<Instrument> of(InstrumentId id) {
        return Optional.ofNullable(instruments.get(id));
    }

    public Optional<String> symbol(InstrumentId id) {
        return Optional.ofNullable(symbols.get(id));
    }

    /** The instrument that a message is about, by the first of the tags that it has. */
    public Optional<InstrumentId> of(FixMessage message, List<Integer> tags) {
        return tags.stream()
                .flatMap(tag -> message.get(tag).stream())
                .findFirst()
                .map(symbol ->
                        Optional.ofNullable(bySymbol.get(symbol)).orElseGet(() -> named(symbol)));
    }

    /** One that the account does not trade: it keeps the venue's name, in the letters we have. */
    private static InstrumentId named(String symbol) {
        String name = "FIX:" + symbol.replaceAll("[^A-Za-z0-9._/:-]", "_");
        return InstrumentId.of(name.substring(0, Math.min(40, name.length())));
    }

    public BigDecimal toWire(InstrumentId id, Quantity quantity) {
        return quantity.shortest().multiply(factor(id));
    }

    /** Contracts of a quantity of the wire; empty if it is no exact number of them. */
    public Optional<BigDecimal> fromWire(InstrumentId id, BigDecimal quantity) {
        try {
            return Optional.of(quantity.divide(factor(id), 18, RoundingMode.UNNECESSARY));
        } catch (ArithmeticException _) {
            return Optional.empty();
        }
    }

    private BigDecimal factor(InstrumentId id) {
        return switch (unit) {
            case CONTRACTS -> BigDecimal.ONE;
            case BASE ->
                    Optional.ofNullable(instruments.get(id))
                            .map(Instrument::contractSize)
                            .orElse(BigDecimal.ONE);
        };
    }

    /** Options of one instrument. */
    private record Options(String prefix, Map<String, String> all) {
        String required(String name) {
            String value = all.get(prefix + name);
            if (value == null || value.isBlank()) {
                throw new IllegalArgumentException("option " + prefix + name + " must be given");
            }
            return value.strip();
        }

        String optional(String name, String otherwise) {
            return all.getOrDefault(prefix + name, otherwise);
        }

        BigDecimal number(String name, String otherwise) {
            String text = optional(name, otherwise);
            return Numbers.decimal(text)
                    .orElseThrow(() ->
                            new IllegalArgumentException(
                                    "option "
                                            + prefix
                                            + name
                                            + " must be a number, was '"
                                            + text
                                            + "'"));
        }
    }
}
