package dev.keel.venues.ccxt.market;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.venues.ccxt.exchange.Listing;
import dev.keel.venues.ccxt.table.Json;
import dev.keel.venues.ccxt.table.UnreadableException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Reads the library's markets. One that is not whole, not active, or not of the kind is left out:
 * what has no tick and no lot cannot be traded exactly.
 */
public final class MarketReader {
    private static final BigDecimal HIGHEST_FEE = new BigDecimal("0.5");

    /**
     * Venues whose contracts have a size, and whose wire counts amounts in coins all the same: at
     * Deribit {@code amount} is in the base, and {@code contracts}, which the library never sends,
     * would be the number of contracts.
     */
    private static final Set<String> COUNTS_COINS = Set.of("deribit");

    private final String venue;
    private final InstrumentKind kind;

    public MarketReader(String venue, InstrumentKind kind) {
        this.venue = venue;
        this.kind = kind;
    }

    /** Every market that can be traded, by its symbol. */
    public SortedMap<InstrumentId, Listing> all(JsonNode markets) {
        SortedMap<InstrumentId, Listing> all = new TreeMap<>();
        for (JsonNode market : markets) {
            read(market).ifPresent(listing -> all.put(listing.instrument().id(), listing));
        }
        return all;
    }

    private Optional<Listing> read(JsonNode market) {
        if (!isOfKind(market) || Json.text(market, "active").filter("false"::equals).isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(listing(market));
        } catch (UnreadableException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private boolean isOfKind(JsonNode market) {
        return switch (kind) {
            case SPOT -> is(market, "spot");
            case LINEAR -> is(market, "swap") && is(market, "linear");
        };
    }

    private static boolean is(JsonNode market, String field) {
        return Json.text(market, field).filter("true"::equals).isPresent();
    }

    private Listing listing(JsonNode market) {
        Instrument instrument =
                new Instrument(
                        InstrumentId.of(Json.requireText(market, "symbol")),
                        asset(market, "base"),
                        asset(market, kind == InstrumentKind.SPOT ? "quote" : "settle"),
                        kind,
                        rules(market),
                        fees(market),
                        contractSize(market));
        String family =
                kind == InstrumentKind.SPOT
                        ? Json.requireText(market, "baseId")
                        : Json.text(market, "settleId")
                                .orElseGet(() -> Json.requireText(market, "quoteId"));
        return new Listing(instrument, Json.requireText(market, "id"), family);
    }

    private BigDecimal contractSize(JsonNode market) {
        return kind == InstrumentKind.SPOT || COUNTS_COINS.contains(venue)
                ? BigDecimal.ONE
                : Json.decimal(market, "contractSize").orElse(BigDecimal.ONE);
    }

    private static TradingRules rules(JsonNode market) {
        return new TradingRules(
                new Price(Json.requireDecimal(market, "precision.price")),
                new Quantity(Json.requireDecimal(market, "precision.amount")),
                Json.decimal(market, "limits.cost.min")
                        .filter(least -> least.signum() > 0)
                        .orElse(BigDecimal.ZERO));
    }

    /** The venue's own default rates; an account's tier may be another. */
    private static FeeRates fees(JsonNode market) {
        return new FeeRates(fee(market, "maker"), fee(market, "taker").max(BigDecimal.ZERO));
    }

    private static BigDecimal fee(JsonNode market, String field) {
        return Json.decimal(market, field)
                .filter(rate -> rate.abs().compareTo(HIGHEST_FEE) < 0)
                .map(rate -> rate.round(MathContext.DECIMAL32))
                .orElse(BigDecimal.ZERO);
    }

    private static Asset asset(JsonNode market, String field) {
        return Asset.of(Json.requireText(market, field).toUpperCase(Locale.ROOT));
    }
}
