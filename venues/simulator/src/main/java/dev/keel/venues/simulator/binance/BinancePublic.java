package dev.keel.venues.simulator.binance;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.book.Market;
import dev.keel.venues.simulator.book.Quote;
import dev.keel.venues.simulator.http.Json;
import dev.keel.venues.simulator.http.Routes;
import dev.keel.venues.simulator.http.Site;
import dev.keel.venues.simulator.http.Tape;
import dev.keel.venues.simulator.http.WireReply;
import dev.keel.venues.simulator.http.WireRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is told to everyone, on both kinds of market alike. */
final class BinancePublic {
    private static final BigDecimal DEPTH = BigDecimal.valueOf(1_000);
    private static final int USUAL_BARS = 500;
    static final Map<String, Duration> INTERVALS =
            Map.of(
                    "1m", Duration.ofMinutes(1),
                    "3m", Duration.ofMinutes(3),
                    "5m", Duration.ofMinutes(5),
                    "15m", Duration.ofMinutes(15),
                    "30m", Duration.ofMinutes(30),
                    "1h", Duration.ofHours(1),
                    "2h", Duration.ofHours(2),
                    "4h", Duration.ofHours(4),
                    "12h", Duration.ofHours(12),
                    "1d", Duration.ofDays(1));

    private final Site site;
    private final Book book;
    private final BinanceSelection selection;

    BinancePublic(Site site) {
        this.site = site;
        this.book = site.book();
        this.selection = new BinanceSelection(book, new BinanceCodes(true));
    }

    void routes(Routes routes, String host, InstrumentKind kind) {
        routes.on(Ask.OTHER, "GET", host + "/time", this::time)
                .on(Ask.OTHER, "GET", host + "/ping", request -> WireReply.ok(Json.object()))
                .on(Ask.OTHER, "GET", host + "/exchangeInfo", request -> markets(kind));
        if (kind != site.kind()) {
            return;
        }
        routes.on(Ask.OTHER, "GET", host + "/ticker/24hr", this::tickers)
                .on(Ask.OTHER, "GET", host + "/ticker/bookTicker", this::tickers)
                .on(Ask.OTHER, "GET", host + "/ticker/price", this::tickers)
                .on(Ask.OTHER, "GET", host + "/depth", this::depth)
                .on(Ask.OTHER, "GET", host + "/klines", this::bars);
        new BinanceTrades(book).routes(routes, host);
    }

    private WireReply time(WireRequest request) {
        return WireReply.ok(Json.object("serverTime", book.now()));
    }

    private WireReply markets(InstrumentKind kind) {
        List<ObjectNode> symbols =
                book.markets().stream()
                        .filter(market -> market.kind() == kind)
                        .map(market -> market.isSpot() ? spot(market) : futures(market))
                        .toList();
        return WireReply.ok(
                Json.object(
                        "timezone", "UTC",
                        "serverTime", book.now(),
                        "rateLimits", List.of(),
                        "exchangeFilters", List.of(),
                        "symbols", symbols));
    }

    private static ObjectNode spot(Market market) {
        return Json.object(
                "symbol",
                market.wireId(),
                "status",
                "TRADING",
                "baseAsset",
                market.base(),
                "baseAssetPrecision",
                8,
                "quoteAsset",
                market.quote(),
                "quotePrecision",
                8,
                "quoteAssetPrecision",
                8,
                "orderTypes",
                List.of(
                        "LIMIT",
                        "LIMIT_MAKER",
                        "MARKET",
                        "STOP_LOSS",
                        "STOP_LOSS_LIMIT",
                        "TAKE_PROFIT",
                        "TAKE_PROFIT_LIMIT"),
                "icebergAllowed",
                false,
                "isSpotTradingAllowed",
                true,
                "isMarginTradingAllowed",
                false,
                "filters",
                filters(market, "NOTIONAL", "minNotional"),
                "permissions",
                List.of(),
                "permissionSets",
                List.of(Json.array(List.of("SPOT"))));
    }

    private static ObjectNode futures(Market market) {
        return Json.object(
                "symbol",
                market.wireId(),
                "pair",
                market.wireId(),
                "contractType",
                "PERPETUAL",
                "deliveryDate",
                4133404800000L,
                "onboardDate",
                1569398400000L,
                "status",
                "TRADING",
                "contractStatus",
                "TRADING",
                "baseAsset",
                market.base(),
                "quoteAsset",
                market.quote(),
                "marginAsset",
                market.quote(),
                "pricePrecision",
                2,
                "quantityPrecision",
                3,
                "baseAssetPrecision",
                8,
                "quotePrecision",
                8,
                "underlyingType",
                "COIN",
                "orderTypes",
                List.of(
                        "LIMIT",
                        "MARKET",
                        "STOP",
                        "STOP_MARKET",
                        "TAKE_PROFIT",
                        "TAKE_PROFIT_MARKET",
                        "TRAILING_STOP_MARKET"),
                "timeInForce",
                List.of("GTC", "IOC", "FOK", "GTX"),
                "filters",
                filters(market, "MIN_NOTIONAL", "notional"));
    }

    private static List<JsonNode> filters(Market market, String notional, String name) {
        Market.Rules rules = market.rules();
        return List.of(
                Json.object(
                        "filterType",
                        "PRICE_FILTER",
                        "minPrice",
                        rules.tick(),
                        "maxPrice",
                        "1000000",
                        "tickSize",
                        rules.tick()),
                Json.object(
                        "filterType",
                        "LOT_SIZE",
                        "minQty",
                        rules.minQuantity(),
                        "maxQty",
                        "9000",
                        "stepSize",
                        rules.lot()),
                Json.object(
                        "filterType",
                        "MARKET_LOT_SIZE",
                        "minQty",
                        rules.minQuantity(),
                        "maxQty",
                        "500",
                        "stepSize",
                        rules.lot()),
                Json.object("filterType", notional, name, rules.minNotional()));
    }

    private WireReply tickers(WireRequest request) {
        if (!request.field("symbol").isEmpty()) {
            return WireReply.ok(ticker(selection.market(request)));
        }
        return WireReply.ok(Json.array(book.markets().stream().map(this::ticker).toList()));
    }

    private ObjectNode ticker(Market market) {
        Instant now = book.now();
        Tape.Bar day = site.tape().open(market.id(), Duration.ofDays(1), now);
        Optional<Quote> quote = book.quote(market.id());
        BigDecimal bid = quote.map(Quote::bid).orElse(BigDecimal.ZERO);
        BigDecimal ask = quote.map(Quote::ask).orElse(BigDecimal.ZERO);
        BigDecimal last = quote.map(Quote::middle).orElse(day.close());
        return Json.object(
                "symbol",
                market.wireId(),
                "price",
                last,
                "lastPrice",
                last,
                "lastQty",
                "1",
                "bidPrice",
                bid,
                "bidQty",
                DEPTH,
                "askPrice",
                ask,
                "askQty",
                DEPTH,
                "openPrice",
                day.open(),
                "highPrice",
                day.high().max(last),
                "lowPrice",
                day.low().min(last),
                "volume",
                day.volume(),
                "quoteVolume",
                day.volume().multiply(last),
                "time",
                now,
                "openTime",
                now.minus(Duration.ofDays(1)),
                "closeTime",
                now,
                "count",
                1);
    }

    private WireReply depth(WireRequest request) {
        Market market = selection.market(request);
        Optional<Quote> quote = book.quote(market.id());
        return WireReply.ok(
                Json.object(
                        "lastUpdateId", book.now(),
                        "E", book.now(),
                        "T", book.now(),
                        "bids", quote.map(now -> level(now.bid())).orElse(List.of()),
                        "asks", quote.map(now -> level(now.ask())).orElse(List.of())));
    }

    private static List<JsonNode> level(BigDecimal price) {
        return List.of(Json.array(List.of(price, DEPTH)));
    }

    private WireReply bars(WireRequest request) {
        Market market = selection.market(request);
        Duration length = INTERVALS.get(request.field("interval"));
        if (length == null) {
            throw BinanceCodes.denied(-1120, "Invalid interval.");
        }
        Instant now = book.now();
        String limit = request.field("limit");
        int most = limit.isEmpty() ? USUAL_BARS : Integer.parseInt(limit);
        String start = request.field("startTime");
        String end = request.field("endTime");
        Instant until =
                end.isEmpty() ? now : earlier(now, Instant.ofEpochMilli(Long.parseLong(end)));
        Instant from =
                start.isEmpty()
                        ? until.minus(length.multipliedBy(most))
                        : Instant.ofEpochMilli(Long.parseLong(start));
        return WireReply.ok(
                Json.array(
                        site.tape().bars(market.id(), length, from, until, most).stream()
                                .map(BinancePublic::bar)
                                .toList()));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static JsonNode bar(Tape.Bar bar) {
        return Json.array(
                List.of(
                        bar.openAt(),
                        bar.open(),
                        bar.high(),
                        bar.low(),
                        bar.close(),
                        bar.volume(),
                        bar.closeAt().minusMillis(1),
                        bar.volume().multiply(bar.close()),
                        10,
                        bar.volume(),
                        bar.volume(),
                        "0"));
    }
}
