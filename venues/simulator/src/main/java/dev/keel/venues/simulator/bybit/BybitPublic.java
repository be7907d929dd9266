package dev.keel.venues.simulator.bybit;

import dev.keel.venues.simulator.BrokerSide.Ask;
import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.book.Market;
import dev.keel.venues.simulator.book.Quote;
import dev.keel.venues.simulator.book.Refusal;
import dev.keel.venues.simulator.http.Denied;
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

/** What is told to everyone. */
final class BybitPublic {
    private static final String API = "api.bybit.com/v5/market";
    private static final int USUAL_BARS = 200;
    static final Map<String, Duration> INTERVALS =
            Map.of(
                    "1", Duration.ofMinutes(1),
                    "3", Duration.ofMinutes(3),
                    "5", Duration.ofMinutes(5),
                    "15", Duration.ofMinutes(15),
                    "30", Duration.ofMinutes(30),
                    "60", Duration.ofHours(1),
                    "120", Duration.ofHours(2),
                    "240", Duration.ofHours(4),
                    "720", Duration.ofHours(12),
                    "D", Duration.ofDays(1));

    private final Site site;
    private final Book book;
    private final BybitCodes codes;
    private final String category;
    private final BybitTrades trades;

    BybitPublic(Site site, BybitCodes codes) {
        this.site = site;
        this.book = site.book();
        this.codes = codes;
        this.trades = new BybitTrades(book);
        this.category = BybitDialect.category(site);
    }

    void routes(Routes routes) {
        routes.on(Ask.OTHER, "GET", API + "/time", this::time)
                .on(Ask.OTHER, "GET", API + "/instruments-info", this::instruments)
                .on(Ask.OTHER, "GET", API + "/tickers", this::tickers)
                .on(Ask.OTHER, "GET", API + "/orderbook", this::depth)
                .on(Ask.OTHER, "GET", API + "/kline", this::bars)
                .on(
                        Ask.OTHER,
                        "GET",
                        API + "/recent-trade",
                        request -> trades.recent(market(request), request.field("limit")));
    }

    BybitTrades trades() {
        return trades;
    }

    private WireReply time(WireRequest request) {
        Instant now = book.now();
        return BybitCodes.ok(
                Json.object(
                        "timeSecond",
                        Long.toString(now.getEpochSecond()),
                        "timeNano",
                        now.toEpochMilli() + "000000"),
                now);
    }

    private WireReply instruments(WireRequest request) {
        boolean mine =
                request.field("category").equals(category) && request.field("status").isEmpty();
        List<ObjectNode> list =
                book.markets().stream()
                        .filter(market -> mine)
                        .map(market -> market.isSpot() ? spot(market) : linear(market))
                        .toList();
        return BybitCodes.ok(
                Json.object(
                        "category", request.field("category"), "list", list, "nextPageCursor", ""),
                book.now());
    }

    private static ObjectNode spot(Market market) {
        Market.Rules rules = market.rules();
        return Json.object(
                "symbol", market.wireId(),
                "baseCoin", market.base(),
                "quoteCoin", market.quote(),
                "innovation", "0",
                "status", "Trading",
                "marginTrading", "none",
                "lotSizeFilter",
                        Json.object(
                                "basePrecision",
                                rules.lot(),
                                "quotePrecision",
                                "0.00000001",
                                "minOrderQty",
                                rules.minQuantity(),
                                "maxOrderQty",
                                "71.73956243",
                                "minOrderAmt",
                                rules.minNotional(),
                                "maxOrderAmt",
                                "4000000"),
                "priceFilter", Json.object("tickSize", rules.tick()));
    }

    private static ObjectNode linear(Market market) {
        Market.Rules rules = market.rules();
        return Json.object(
                "symbol",
                market.wireId(),
                "contractType",
                "LinearPerpetual",
                "status",
                "Trading",
                "baseCoin",
                market.base(),
                "quoteCoin",
                market.quote(),
                "settleCoin",
                market.quote(),
                "launchTime",
                "1585526400000",
                "deliveryTime",
                "0",
                "deliveryFeeRate",
                "",
                "priceScale",
                "2",
                "leverageFilter",
                Json.object("minLeverage", "1", "maxLeverage", "100", "leverageStep", "0.01"),
                "priceFilter",
                Json.object(
                        "minPrice", rules.tick(),
                        "maxPrice", "1999999.80",
                        "tickSize", rules.tick()),
                "lotSizeFilter",
                Json.object(
                        "maxOrderQty",
                        "1190",
                        "minOrderQty",
                        rules.minQuantity(),
                        "qtyStep",
                        rules.lot(),
                        "postOnlyMaxOrderQty",
                        "1190",
                        "maxMktOrderQty",
                        "500",
                        "minNotionalValue",
                        rules.minNotional()),
                "unifiedMarginTrade",
                true,
                "fundingInterval",
                480,
                "copyTrading",
                "both",
                "isPreListing",
                false);
    }

    private Market market(WireRequest request) {
        return book.market(request.field("symbol"))
                .filter(market -> request.field("category").equals(category))
                .orElseThrow(() -> new Denied(codes.of(Refusal.UNKNOWN_MARKET)));
    }

    private WireReply tickers(WireRequest request) {
        List<Market> markets =
                request.field("symbol").isEmpty() ? book.markets() : List.of(market(request));
        return BybitCodes.ok(
                Json.object(
                        "category", category, "list", markets.stream().map(this::ticker).toList()),
                book.now());
    }

    ObjectNode ticker(Market market) {
        Tape.Bar day = site.tape().open(market.id(), Duration.ofDays(1), book.now());
        Optional<Quote> quote = book.quote(market.id());
        BigDecimal last = quote.map(Quote::middle).orElse(day.close());
        return Json.object(
                "symbol", market.wireId(),
                "bid1Price", quote.map(Quote::bid).orElse(BigDecimal.ZERO),
                "bid1Size", "1000",
                "ask1Price", quote.map(Quote::ask).orElse(BigDecimal.ZERO),
                "ask1Size", "1000",
                "lastPrice", last,
                "markPrice", last,
                "indexPrice", last,
                "prevPrice24h", day.open(),
                "price24hPcnt", "0",
                "highPrice24h", day.high().max(last),
                "lowPrice24h", day.low().min(last),
                "turnover24h", day.volume().multiply(last),
                "volume24h", day.volume());
    }

    private WireReply depth(WireRequest request) {
        Market market = market(request);
        return BybitCodes.ok(depth(market), book.now());
    }

    ObjectNode depth(Market market) {
        Optional<Quote> quote = book.quote(market.id());
        return Json.object(
                "s", market.wireId(),
                "b", quote.map(now -> level(now.bid())).orElse(List.of()),
                "a", quote.map(now -> level(now.ask())).orElse(List.of()),
                "ts", book.now(),
                "u", book.now(),
                "seq", book.now());
    }

    private static List<JsonNode> level(BigDecimal price) {
        return List.of(Json.array(List.of(price, "1000")));
    }

    private WireReply bars(WireRequest request) {
        Market market = market(request);
        Duration length = INTERVALS.get(request.field("interval"));
        if (length == null) {
            return BybitCodes.error(10001, "params error: interval invalid");
        }
        String limit = request.field("limit");
        int most = limit.isEmpty() ? USUAL_BARS : Integer.parseInt(limit);
        String start = request.field("start");
        String end = request.field("end");
        Instant now = book.now();
        Instant until =
                end.isEmpty()
                        ? now
                        : Instant.ofEpochMilli(Math.min(now.toEpochMilli(), Long.parseLong(end)));
        Instant from =
                start.isEmpty()
                        ? until.minus(length.multipliedBy(most))
                        : Instant.ofEpochMilli(Long.parseLong(start));
        List<JsonNode> list =
                site.tape().bars(market.id(), length, from, until, most).reversed().stream()
                        .map(BybitPublic::bar)
                        .toList();
        return BybitCodes.ok(
                Json.object("category", category, "symbol", market.wireId(), "list", list), now);
    }

    private static JsonNode bar(Tape.Bar bar) {
        return Json.array(
                List.of(
                        BybitShapes.millis(bar.openAt()),
                        bar.open(),
                        bar.high(),
                        bar.low(),
                        bar.close(),
                        bar.volume(),
                        bar.volume().multiply(bar.close())));
    }
}
