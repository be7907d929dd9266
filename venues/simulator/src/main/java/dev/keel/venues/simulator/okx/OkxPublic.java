package dev.keel.venues.simulator.okx;

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

/** What is told to everyone. */
final class OkxPublic {
    private static final String API = "www.okx.com/api/v5";
    private static final int USUAL_BARS = 100;
    static final Map<String, Duration> INTERVALS =
            Map.of(
                    "1m", Duration.ofMinutes(1),
                    "3m", Duration.ofMinutes(3),
                    "5m", Duration.ofMinutes(5),
                    "15m", Duration.ofMinutes(15),
                    "30m", Duration.ofMinutes(30),
                    "1H", Duration.ofHours(1),
                    "2H", Duration.ofHours(2),
                    "4H", Duration.ofHours(4),
                    "12Hutc", Duration.ofHours(12),
                    "1Dutc", Duration.ofDays(1));

    private final Site site;
    private final Book book;

    OkxPublic(Site site) {
        this.site = site;
        this.book = site.book();
    }

    void routes(Routes routes) {
        routes.on(Ask.OTHER, "GET", API + "/public/time", this::time)
                .on(Ask.OTHER, "GET", API + "/public/instruments", this::instruments)
                .on(Ask.OTHER, "GET", API + "/market/ticker", this::tickers)
                .on(Ask.OTHER, "GET", API + "/market/tickers", this::tickers)
                .on(Ask.OTHER, "GET", API + "/market/books", this::depth)
                .on(Ask.OTHER, "GET", API + "/market/trades", this::trades)
                .on(Ask.OTHER, "GET", API + "/market/candles", this::bars)
                .on(Ask.OTHER, "GET", API + "/market/history-candles", this::bars);
    }

    private WireReply time(WireRequest request) {
        return OkxCodes.ok(List.of(Json.object("ts", OkxShapes.millis(book.now()))));
    }

    private WireReply instruments(WireRequest request) {
        String type = request.field("instType");
        return OkxCodes.ok(
                book.markets().stream()
                        .filter(market -> OkxShapes.instType(market).equals(type))
                        .map(OkxPublic::instrument)
                        .toList());
    }

    private static ObjectNode instrument(Market market) {
        Market.Rules rules = market.rules();
        boolean spot = market.isSpot();
        String pair = market.base() + "-" + market.quote();
        return Json.object(
                "instType",
                OkxShapes.instType(market),
                "instId",
                market.wireId(),
                "instFamily",
                spot ? "" : pair,
                "uly",
                spot ? "" : pair,
                "category",
                "1",
                "baseCcy",
                spot ? market.base() : "",
                "quoteCcy",
                spot ? market.quote() : "",
                "settleCcy",
                spot ? "" : market.quote(),
                "ctVal",
                spot ? "" : market.contractSize(),
                "ctMult",
                spot ? "" : "1",
                "ctValCcy",
                spot ? "" : market.base(),
                "ctType",
                spot ? "" : "linear",
                "optType",
                "",
                "stk",
                "",
                "listTime",
                "1548133413000",
                "expTime",
                "",
                "lever",
                "100",
                "tickSz",
                rules.tick(),
                "lotSz",
                rules.lot(),
                "minSz",
                rules.minQuantity(),
                "alias",
                "",
                "state",
                "live",
                "maxLmtSz",
                "100000000",
                "maxMktSz",
                "1000000");
    }

    private Optional<Market> market(WireRequest request) {
        return book.market(request.field("instId"));
    }

    private WireReply tickers(WireRequest request) {
        String instrument = request.field("instId");
        return OkxCodes.ok(
                book.markets().stream()
                        .filter(one -> instrument.isEmpty() || one.wireId().equals(instrument))
                        .map(this::ticker)
                        .toList());
    }

    ObjectNode ticker(Market market) {
        Tape.Bar day = site.tape().open(market.id(), Duration.ofDays(1), book.now());
        Optional<Quote> quote = book.quote(market.id());
        BigDecimal last = quote.map(Quote::middle).orElse(day.close());
        return Json.object(
                "instType", OkxShapes.instType(market),
                "instId", market.wireId(),
                "last", last,
                "lastSz", "1",
                "askPx", quote.map(Quote::ask).orElse(BigDecimal.ZERO),
                "askSz", "1000",
                "bidPx", quote.map(Quote::bid).orElse(BigDecimal.ZERO),
                "bidSz", "1000",
                "open24h", day.open(),
                "high24h", day.high().max(last),
                "low24h", day.low().min(last),
                "volCcy24h", day.volume(),
                "vol24h", day.volume(),
                "sodUtc0", day.open(),
                "sodUtc8", day.open(),
                "ts", OkxShapes.millis(book.now()));
    }

    private WireReply depth(WireRequest request) {
        return OkxCodes.ok(market(request).map(this::depth).stream().toList());
    }

    private WireReply trades(WireRequest request) {
        return market(request)
                .map(market -> OkxTrades.recent(book, market, request.field("limit")))
                .orElseGet(() -> OkxCodes.error(200, "51001", "Instrument ID does not exist"));
    }

    ObjectNode depth(Market market) {
        Optional<Quote> quote = book.quote(market.id());
        return Json.object(
                "asks", quote.map(now -> level(now.ask())).orElse(List.of()),
                "bids", quote.map(now -> level(now.bid())).orElse(List.of()),
                "ts", OkxShapes.millis(book.now()),
                "seqId", book.now());
    }

    private static List<JsonNode> level(BigDecimal price) {
        return List.of(Json.array(List.of(price, "1000", "0", "1")));
    }

    /** Newest first; {@code after} a time means older, {@code before} means newer. */
    private WireReply bars(WireRequest request) {
        Optional<Market> market = market(request);
        Duration length = INTERVALS.get(request.field("bar"));
        if (market.isEmpty() || length == null) {
            return OkxCodes.error(200, "51000", "Parameter bar error");
        }
        String limit = request.field("limit");
        int most = limit.isEmpty() ? USUAL_BARS : Math.min(300, Integer.parseInt(limit));
        String after = request.field("after");
        String before = request.field("before");
        Instant now = book.now();
        Instant until =
                after.isEmpty()
                        ? now
                        : Instant.ofEpochMilli(
                                Math.min(now.toEpochMilli(), Long.parseLong(after) - 1));
        Instant lowest =
                before.isEmpty() ? Instant.EPOCH : Instant.ofEpochMilli(Long.parseLong(before) + 1);
        Instant from = until.minus(length.multipliedBy(most));
        Instant start = from.isAfter(lowest) ? from : lowest;
        return OkxCodes.ok(
                site.tape().bars(market.get().id(), length, start, until, most).reversed().stream()
                        .map(bar -> bar(bar, bar.closeAt().isAfter(now) ? "0" : "1"))
                        .toList());
    }

    static JsonNode bar(Tape.Bar bar, String confirmed) {
        return Json.array(
                List.of(
                        OkxShapes.millis(bar.openAt()),
                        bar.open(),
                        bar.high(),
                        bar.low(),
                        bar.close(),
                        bar.volume(),
                        bar.volume(),
                        bar.volume().multiply(bar.close()),
                        confirmed));
    }
}
