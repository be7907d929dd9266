package dev.keel.venues.ccxt.answer;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.TradeId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.venue.VenueTrade;
import dev.keel.venues.ccxt.table.Json;
import dev.keel.venues.ccxt.table.UnreadableException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads trades as the library shows them. */
public final class TradeReader {
    /** What Bybit calls a trade that the venue made by force. */
    private static final Set<String> FORCED = Set.of("BustTrade", "AdlTrade", "SessionSettlePnL");

    private final Map<InstrumentId, Instrument> instruments;

    /**
     * @param instruments those of the account; trades in others cannot be read
     */
    public TradeReader(Map<InstrumentId, Instrument> instruments) {
        this.instruments = Map.copyOf(instruments);
    }

    /**
     * Reads a trade.
     *
     * @param owner our id of its order; empty for somebody else's
     * @throws UnreadableException if something of it is missing
     */
    public VenueTrade read(JsonNode trade, Optional<OrderId> owner) {
        InstrumentId id = InstrumentId.of(Json.requireText(trade, "symbol"));
        Instrument instrument = instruments.get(id);
        if (instrument == null) {
            throw new UnreadableException("a trade is in " + id + ", which is not the account's");
        }
        Fill fill =
                Fill.charged(
                        instrument,
                        new TradeId(Json.requireText(trade, "id")),
                        new Price(Json.requireDecimal(trade, "price")),
                        new Quantity(Json.requireDecimal(trade, "amount")),
                        fee(trade, instrument),
                        "maker".equals(Json.text(trade, "takerOrMaker").orElse(""))
                                ? Liquidity.MAKER
                                : Liquidity.TAKER,
                        at(trade));
        return new VenueTrade(
                owner.orElse(null), order(trade), id, OrderReader.side(trade), fill, cause(trade));
    }

    /** The venue's id of the order that traded. */
    public static VenueOrderId order(JsonNode trade) {
        return new VenueOrderId(
                Json.text(trade, "order")
                        .orElseGet(() -> "trade-" + Json.requireText(trade, "id")));
    }

    /** When something happened at the venue. */
    public static Instant at(JsonNode from) {
        return Instant.ofEpochMilli(Json.requireDecimal(from, "timestamp").longValue());
    }

    private static VenueTrade.Cause cause(JsonNode trade) {
        boolean forced = Json.text(trade, "info.execType").filter(FORCED::contains).isPresent();
        return forced ? VenueTrade.Cause.LIQUIDATION : VenueTrade.Cause.ORDER;
    }

    /** In the asset that the venue charged; a trade that says nothing of a fee cost none. */
    private static Money fee(JsonNode trade, Instrument instrument) {
        List<Money> fees = new ArrayList<>();
        JsonNode list = trade.path("fees");
        if (list.isArray() && !list.isEmpty()) {
            list.forEach(each -> addFee(fees, each, instrument));
        } else {
            addFee(fees, trade.path("fee"), instrument);
        }
        if (fees.size() > 1) {
            throw new UnreadableException("a trade has fees in several assets: " + fees);
        }
        return fees.isEmpty() ? Money.zero(instrument.quote()) : fees.getFirst();
    }

    private static void addFee(List<Money> fees, JsonNode fee, Instrument instrument) {
        Optional<BigDecimal> cost = Json.decimal(fee, "cost").filter(each -> each.signum() != 0);
        if (cost.isEmpty()) {
            return;
        }
        Asset asset =
                Json.text(fee, "currency")
                        .map(code -> Asset.of(code.toUpperCase(Locale.ROOT)))
                        .orElse(instrument.quote());
        Money money = new Money(asset, cost.get());
        Optional<Money> same =
                fees.stream().filter(known -> known.asset().equals(asset)).findFirst();
        same.ifPresent(fees::remove);
        fees.add(same.map(money::plus).orElse(money));
    }
}
