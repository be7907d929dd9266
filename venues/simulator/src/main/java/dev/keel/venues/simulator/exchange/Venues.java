package dev.keel.venues.simulator.exchange;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.simulator.binance.BinanceDialect;
import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.book.BookRules;
import dev.keel.venues.simulator.book.BookRules.ClientIds;
import dev.keel.venues.simulator.book.BookRules.Fees;
import dev.keel.venues.simulator.book.BookRules.IdForm;
import dev.keel.venues.simulator.book.BookRules.PostOnly;
import dev.keel.venues.simulator.book.Market;
import dev.keel.venues.simulator.book.Markets;
import dev.keel.venues.simulator.bybit.BybitDialect;
import dev.keel.venues.simulator.generic.GenericDialect;
import dev.keel.venues.simulator.http.Dialect;
import dev.keel.venues.simulator.http.Keys;
import dev.keel.venues.simulator.http.Site;
import dev.keel.venues.simulator.okx.OkxDialect;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;

/** Which venue speaks how, and keeps its book by which rules. */
final class Venues {
    private static final BigDecimal LEVERAGE = BigDecimal.TEN;

    private Venues() {}

    static Keys keys(String venue) {
        return venue.equals("coinbase") ? Keys.randomForSigning() : Keys.random();
    }

    static Book book(String venue, InstrumentKind kind, InstantSource clock, Keys keys) {
        List<Market> markets = Markets.of(venue, kind);
        if (markets.isEmpty()) {
            throw new IllegalArgumentException("kind must be traded at " + venue + ", was " + kind);
        }
        return new Book(markets, rules(venue, kind), clock, salt(keys));
    }

    private static long salt(Keys keys) {
        return Integer.toUnsignedLong(keys.apiKey().hashCode()) << 20;
    }

    private static BookRules rules(String venue, InstrumentKind kind) {
        return switch (venue) {
            case "binance" ->
                    new BookRules(
                            ClientIds.UNIQUE_AMONG_OPEN,
                            Fees.IN_BOUGHT_ASSET,
                            PostOnly.REFUSED,
                            IdForm.NUMBER,
                            LEVERAGE);
            case "bybit" ->
                    new BookRules(
                            ClientIds.UNIQUE_AMONG_OPEN,
                            Fees.IN_BOUGHT_ASSET,
                            PostOnly.TAKEN_AND_CANCELED,
                            kind == InstrumentKind.SPOT ? IdForm.LONG_NUMBER : IdForm.UUID,
                            LEVERAGE);
            case "okx" ->
                    new BookRules(
                            ClientIds.UNIQUE_FOR_EVER,
                            Fees.IN_BOUGHT_ASSET,
                            PostOnly.TAKEN_AND_CANCELED,
                            IdForm.LONG_NUMBER,
                            LEVERAGE);
            case "kucoin" -> described(ClientIds.UNIQUE_FOR_EVER, Fees.IN_QUOTE_ASSET, IdForm.HEX);
            case "kraken" ->
                    described(ClientIds.UNIQUE_AMONG_OPEN, Fees.IN_QUOTE_ASSET, IdForm.DASHED);
            case "krakenfutures" ->
                    described(ClientIds.UNIQUE_FOR_EVER, Fees.IN_QUOTE_ASSET, IdForm.UUID);
            case "coinbase" -> described(ClientIds.REPLAYED, Fees.IN_QUOTE_ASSET, IdForm.UUID);
            case "deribit" -> described(ClientIds.ANY, Fees.IN_QUOTE_ASSET, IdForm.NUMBER);
            case "phemex" ->
                    described(ClientIds.UNIQUE_FOR_EVER, Fees.IN_BOUGHT_ASSET, IdForm.UUID);
            default -> described(ClientIds.UNIQUE_FOR_EVER, Fees.IN_BOUGHT_ASSET, IdForm.NUMBER);
        };
    }

    private static BookRules described(ClientIds clientIds, Fees fees, IdForm ids) {
        return new BookRules(clientIds, fees, PostOnly.REFUSED, ids, LEVERAGE);
    }

    static Dialect dialect(String venue, Site site) {
        return switch (venue) {
            case "binance" -> new BinanceDialect(site);
            case "bybit" -> new BybitDialect(site);
            case "okx" -> new OkxDialect(site);
            default -> new GenericDialect(venue, site);
        };
    }
}
