package dev.keel.venues.fix.order;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.Side;
import dev.keel.core.order.TradeId;
import dev.keel.core.venue.VenueOrder;
import dev.keel.venues.fix.dialect.FixDialect;
import dev.keel.venues.fix.order.Execution.Kind;
import dev.keel.venues.fix.transport.FixMessage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads execution reports (8) and trade capture reports (AE). Lenient in form, so that no fill is
 * lost over a tag that nobody needs; strict in money: what cannot be read exactly is no trade.
 */
public final class ExecutionReader {
    private static final int MISC_FEE_AMOUNT = 137;
    private static final String UNKNOWN_ORDER = "5";

    private final FixDialect dialect;
    private final InstrumentTable instruments;

    public ExecutionReader(FixDialect dialect, InstrumentTable instruments) {
        this.dialect = dialect;
        this.instruments = instruments;
    }

    /**
     * Reads a report.
     *
     * @param receivedAt counts where the report tells no time
     */
    public Execution read(FixMessage message, Instant receivedAt) {
        Kind kind = kind(message);
        Instant at =
                message.get(60).or(() -> message.get(52)).flatMap(Numbers::time).orElse(receivedAt);
        InstrumentId instrument =
                instruments.of(message, dialect.orders().symbolTags()).orElse(null);
        Execution.Ids ids =
                new Execution.Ids(
                        message.get(17).filter(id -> !id.equals("0")).orElse(""),
                        message.get(19).orElse(""),
                        message.get(11).orElse(""),
                        message.get(41).orElse(""),
                        message.get(37).orElse(""));
        return new Execution(
                kind,
                ids,
                new Execution.About(instrument, side(message), at),
                new Execution.Totals(
                        quantity(message, 38, instrument), quantity(message, 14, instrument)),
                state(message, kind),
                trade(message, kind, ids, instrument, at),
                code(message, kind),
                words(message));
    }

    private Kind kind(FixMessage message) {
        if (message.type().equals("AE")) {
            return switch (message.get(487).orElse("0")) {
                case "1", "4" -> Kind.BUSTED;
                case "2" -> Kind.CORRECTED;
                default -> Kind.TRADE;
            };
        }
        if (!dialect.tellsTradesByF()) {
            switch (message.get(20).orElse("0")) {
                case "1" -> {
                    return Kind.BUSTED;
                }
                case "2" -> {
                    return Kind.CORRECTED;
                }
                case "3" -> {
                    return Kind.STATUS;
                }
                default -> {}
            }
        }
        return switch (message.get(150).orElse("")) {
            case "A" -> Kind.PENDING_NEW;
            case "0" -> Kind.NEW;
            // Some peers of 4.4 still tell fills as 4.2 did.
            case "1", "2", "F" -> Kind.TRADE;
            case "3" -> Kind.DONE_FOR_DAY;
            case "4" -> Kind.CANCELED;
            case "5", "D" -> Kind.CHANGED;
            case "6", "7", "9", "B", "E", "L" -> Kind.LIVES;
            case "8" -> Kind.REJECTED;
            case "C" -> Kind.EXPIRED;
            case "G" -> Kind.CORRECTED;
            case "H" -> Kind.BUSTED;
            case "I" -> Kind.STATUS;
            default -> Kind.UNKNOWN;
        };
    }

    private static VenueOrder.State state(FixMessage message, Kind kind) {
        return switch (message.get(39).orElse("")) {
            case "2" -> VenueOrder.State.FILLED;
            case "4" -> VenueOrder.State.CANCELED;
            case "8" -> VenueOrder.State.REJECTED;
            case "C" -> VenueOrder.State.EXPIRED;
            default ->
                    switch (kind) {
                        case CANCELED -> VenueOrder.State.CANCELED;
                        case EXPIRED -> VenueOrder.State.EXPIRED;
                        case REJECTED -> VenueOrder.State.REJECTED;
                        case PENDING_NEW,
                                NEW,
                                TRADE,
                                CORRECTED,
                                BUSTED,
                                DONE_FOR_DAY,
                                CHANGED,
                                LIVES,
                                STATUS,
                                UNKNOWN ->
                                VenueOrder.State.WORKING;
                    };
        };
    }

    private static @Nullable Side side(FixMessage message) {
        return switch (message.get(54).orElse("")) {
            case "1", "3" -> Side.BUY;
            case "2", "4", "5", "6" -> Side.SELL;
            default -> null;
        };
    }

    private @Nullable Quantity quantity(
            FixMessage message, int tag, @Nullable InstrumentId instrument) {
        Optional<BigDecimal> number = message.get(tag).flatMap(Numbers::decimal);
        return number.filter(value -> value.signum() >= 0)
                .flatMap(value ->
                        instrument == null
                                ? Optional.of(value)
                                : instruments.fromWire(instrument, value))
                .map(Quantity::new)
                .orElse(null);
    }

    private @Nullable Fill trade(
            FixMessage message,
            Kind kind,
            Execution.Ids ids,
            @Nullable InstrumentId instrument,
            Instant at) {
        boolean trades = kind == Kind.TRADE || kind == Kind.CORRECTED;
        Quantity quantity = quantity(message, 32, instrument);
        Optional<BigDecimal> price =
                message.get(31).flatMap(Numbers::decimal).filter(value -> value.signum() > 0);
        if (!trades || quantity == null || quantity.isZero() || price.isEmpty()) {
            return null;
        }
        TradeId id =
                message.get(dialect.orders().form().tradeId())
                        .filter(own -> !own.isBlank())
                        .map(TradeId::new)
                        .orElseGet(() ->
                                tradeId(ids, message.get(60).or(() -> message.get(75)).orElse("")));
        Money fee = fee(message, instrument, price.get());
        Liquidity liquidity =
                message.get(851).filter("1"::equals).isPresent()
                        ? Liquidity.MAKER
                        : Liquidity.TAKER;
        Optional<Instrument> traded = Optional.ofNullable(instrument).flatMap(instruments::of);
        return traded.isPresent()
                ? Fill.charged(
                        traded.get(), id, new Price(price.get()), quantity, fee, liquidity, at)
                : new Fill(id, new Price(price.get()), quantity, fee, liquidity, at);
    }

    /** ExecIDs may come again on another day, and on another order: both are part of the name. */
    private static TradeId tradeId(Execution.Ids ids, String date) {
        String day = date.length() >= 8 ? date.substring(0, 8) : date;
        return new TradeId(ids.execution() + "/" + day + "/" + ids.venue());
    }

    private Money fee(FixMessage message, @Nullable InstrumentId instrument, BigDecimal price) {
        Asset quote =
                Optional.ofNullable(instrument)
                        .flatMap(instruments::of)
                        .map(Instrument::quote)
                        .orElse(Asset.of("UNKNOWN"));
        for (Map.Entry<Integer, Integer> tags : dialect.orders().fees().entrySet()) {
            Optional<BigDecimal> amount =
                    message.get(tags.getKey())
                            .flatMap(Numbers::decimal)
                            .map(value -> charged(message, tags.getKey(), value, price));
            if (amount.isPresent()) {
                Asset asset =
                        message.get(tags.getValue())
                                .filter(code -> code.matches("[A-Z0-9._-]{1,20}"))
                                .map(Asset::of)
                                .orElse(quote);
                return new Money(asset, amount.get());
            }
        }
        return Money.zero(quote);
    }

    /** A commission may be told by the unit (13=1) or as a share of what traded (13=2). */
    private static BigDecimal charged(
            FixMessage message, int tag, BigDecimal value, BigDecimal price) {
        BigDecimal quantity = message.get(32).flatMap(Numbers::decimal).orElse(BigDecimal.ZERO);
        BigDecimal amount =
                tag == MISC_FEE_AMOUNT
                        ? value
                        : switch (message.get(13).orElse("3")) {
                            case "1" -> value.multiply(quantity);
                            case "2" -> value.multiply(quantity).multiply(price);
                            default -> value;
                        };
        return amount.scale() > 18 ? amount.setScale(18, RoundingMode.HALF_EVEN) : amount;
    }

    /** As the table of outcomes names it. */
    private String code(FixMessage message, Kind kind) {
        Optional<String> own = ownCode(message);
        if (own.isPresent()) {
            return own.get();
        }
        String status = message.get(20).filter("3"::equals).map(_ -> "20=3").orElse("150=I");
        String type =
                kind == Kind.STATUS
                        ? status
                                + message.get(39)
                                        .filter("8"::equals)
                                        .map(state -> " 39=" + state)
                                        .orElse("")
                        : "150=" + message.get(150).orElse("");
        return "35=8 " + type + reason(message, kind).map(code -> " 103=" + code).orElse("");
    }

    private Optional<String> ownCode(FixMessage message) {
        return dialect.orders().codes().stream()
                .flatMap(tag -> message.get(tag).stream())
                .findFirst();
    }

    /** Of a status only that there is no such order; why one was rejected once says nothing new. */
    private static Optional<String> reason(FixMessage message, Kind kind) {
        boolean rejects = message.get(39).filter("8"::equals).isPresent() || kind == Kind.REJECTED;
        return message.get(103)
                .filter(_ -> rejects)
                .filter(code -> kind != Kind.STATUS || code.equals(UNKNOWN_ORDER));
    }

    /** With a code of the venue's own the words are its own too: they tell meanings apart. */
    private String words(FixMessage message) {
        String said = message.get(58).orElse("");
        String shown = said.length() > 200 ? said.substring(0, 200) : said;
        if (ownCode(message).isPresent()) {
            return shown;
        }
        return ("39=" + message.get(39).orElse("?") + " " + shown).strip();
    }
}
