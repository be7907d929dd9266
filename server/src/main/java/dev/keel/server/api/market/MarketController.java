package dev.keel.server.api.market;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Quote;
import dev.keel.core.market.Timeframe;
import dev.keel.server.api.RefusedException;
import dev.keel.server.api.venue.Patient;
import dev.keel.server.platform.Platform;
import dev.keel.server.venues.MarketSources;
import dev.keel.server.venues.MarketSources.Kind;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.MarketData;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/market")
@Tag(name = "Market", description = "Prices, bars and books of what is connected")
class MarketController {
    private static final int MOST_BARS = 1_000;
    private static final int MOST_LEVELS = 500;

    private final Platform platform;
    private final MarketSources sources;

    MarketController(Platform platform) {
        this.platform = platform;
        this.sources = platform.marketSources();
    }

    @GetMapping("/sources")
    @Operation(summary = "What is connected")
    SourcesAnswer sources() {
        return new SourcesAnswer(
                true, connected(), sources.primary().toString(), sources.symbols());
    }

    @PostMapping("/sources/primary")
    @Operation(summary = "Says whose prices are given")
    PrimaryAnswer primary(@RequestBody PrimaryRequest request) {
        Kind kind = kind(Objects.requireNonNullElse(request.source(), "crypto_exchange"));
        sources.makePrimary(kind);
        return new PrimaryAnswer(true, kind.toString());
    }

    @PostMapping("/subscribe")
    @Operation(summary = "Adds symbols to what is streamed")
    SubscribedAnswer subscribe(@RequestBody SymbolsRequest request) {
        List<String> symbols = symbols(request);
        attempt(() -> {
            sources.subscribe(symbols);
            return true;
        });
        return new SubscribedAnswer(
                true, sources.symbols(), "Subscribed to " + symbols.size() + " symbols");
    }

    @PostMapping("/unsubscribe")
    @Operation(summary = "Takes symbols out of what is streamed")
    UnsubscribedAnswer unsubscribe(@RequestBody SymbolsRequest request) {
        List<String> symbols = symbols(request);
        attempt(() -> {
            sources.unsubscribe(symbols);
            return true;
        });
        return new UnsubscribedAnswer(
                true, symbols, "Unsubscribed from " + symbols.size() + " symbols");
    }

    /** A symbol may hold a slash; hence the rest of the path is taken, decoded, as it is. */
    @GetMapping("/tick/{*symbol}")
    @Operation(summary = "The latest price of a symbol, bid and ask with it where they are told")
    TickAnswer tick(@PathVariable String symbol) {
        return told(plain(symbol))
                .map(tick -> new TickAnswer(true, tick, null))
                .orElseGet(() -> new TickAnswer(true, null, "No tick data available"));
    }

    @GetMapping("/price/{*symbol}")
    @Operation(summary = "The latest price of a symbol")
    PriceAnswer price(@PathVariable String symbol) {
        String name = plain(symbol);
        Optional<Tick> tick = told(name);
        return new PriceAnswer(
                true,
                name,
                tick.map(known -> known.last).orElse(null),
                tick.map(known -> known.timestamp).orElseGet(Instant::now));
    }

    @GetMapping("/ohlcv/{*symbol}")
    @Operation(summary = "The latest closed bars of a symbol, oldest first")
    BarsAnswer bars(
            @PathVariable String symbol,
            @RequestParam(defaultValue = "1h") String timeframe,
            @Parameter(description = "1 to 1000") @RequestParam(defaultValue = "100") int limit,
            @Parameter(description = "metatrader, fix or crypto_exchange; the primary if absent")
                    @RequestParam(required = false)
                    @Nullable String source) {
        require("limit", limit, MOST_BARS);
        Timeframe frame;
        try {
            frame = Timeframe.parse(timeframe);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw RefusedException.field("timeframe", "must look like 1m, 4h, 1d or H4");
        }
        Kind kind = source == null ? null : kind(source);
        List<BarRow> rows =
                attempt(() -> sources.bars(plain(symbol), frame, limit, kind)).stream()
                        .map(BarRow::of)
                        .toList();
        return new BarsAnswer(true, plain(symbol), frame.toString(), rows.size(), rows);
    }

    @GetMapping("/orderbook/{*symbol}")
    @Operation(summary = "The order book of a symbol, best prices first")
    BookAnswer orderBook(
            @PathVariable String symbol,
            @Parameter(description = "1 to 500") @RequestParam(defaultValue = "20") int limit) {
        require("limit", limit, MOST_LEVELS);
        return new BookAnswer(
                true,
                plain(symbol),
                attempt(() -> sources.orderBook(plain(symbol), limit))
                        .map(book -> new Book(levels(book.bids()), levels(book.asks())))
                        .orElseGet(() -> new Book(List.of(), List.of())));
    }

    @PostMapping("/stream/start")
    @Operation(summary = "Streams what was subscribed to from the primary source")
    StreamAnswer startStream() {
        attempt(() -> {
            sources.startStream();
            return true;
        });
        return new StreamAnswer(true, true, "Data streaming started");
    }

    @PostMapping("/stream/stop")
    @Operation(summary = "Ends the stream; prices are asked for one by one again")
    StreamAnswer stopStream() {
        sources.stopStream();
        return new StreamAnswer(true, false, "Data streaming stopped");
    }

    @GetMapping("/stream/status")
    @Operation(summary = "Whether something is streamed")
    StreamStatus streamStatus() {
        return new StreamStatus(
                true,
                sources.isStreaming(),
                connected(),
                sources.primary().toString(),
                sources.symbols(),
                sources.activeStreams());
    }

    private Map<String, Boolean> connected() {
        Map<String, Boolean> connected = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            connected.put(kind.toString(), sources.isConnected(kind));
        }
        return connected;
    }

    /** From what is connected; else from the market that is played. */
    private Optional<Tick> told(String symbol) {
        return attempt(() -> sources.tick(symbol))
                .map(told -> Tick.of(symbol, told.ticker(), told.source()))
                .or(() -> played(symbol));
    }

    private Optional<Tick> played(String symbol) {
        try {
            return platform.account()
                    .market()
                    .latest(InstrumentId.of(symbol))
                    .map(quote -> Tick.of(symbol, quote, kindOfFeed()));
        } catch (IllegalArgumentException e) {
            throw RefusedException.field("symbol", "must be 1 to 40 letters, digits or . _ - / :");
        }
    }

    private String kindOfFeed() {
        return platform.orchestrator().status().feed().kind();
    }

    private static <T> T attempt(Supplier<T> work) {
        try {
            return Patient.ask(work);
        } catch (IllegalStateException e) {
            throw new RefusedException(HttpStatus.CONFLICT, String.valueOf(e.getMessage()));
        } catch (ConnectorException | Patient.TooLate e) {
            throw new RefusedException(HttpStatus.BAD_GATEWAY, String.valueOf(e.getMessage()));
        }
    }

    private static List<String> symbols(SymbolsRequest request) {
        List<String> symbols = Objects.requireNonNullElse(request.symbols(), List.of());
        if (symbols.isEmpty()) {
            throw new RefusedException(HttpStatus.BAD_REQUEST, "No symbols provided");
        }
        for (String symbol : symbols) {
            try {
                InstrumentId _ = InstrumentId.of(symbol);
            } catch (IllegalArgumentException e) {
                throw RefusedException.field("symbols", String.valueOf(e.getMessage()));
            }
        }
        return symbols;
    }

    private static Kind kind(String text) {
        for (Kind kind : Kind.values()) {
            if (kind.toString().equals(text)) {
                return kind;
            }
        }
        throw RefusedException.field(
                "source", "must be metatrader, fix or crypto_exchange, was '" + text + "'");
    }

    private static void require(String field, int value, int most) {
        if (value < 1 || value > most) {
            throw RefusedException.field(field, "must be 1 to " + most + ", was " + value);
        }
    }

    private static String plain(String path) {
        return path.replaceFirst("^/", "");
    }

    private static List<List<BigDecimal>> levels(List<MarketData.Level> levels) {
        return levels.stream().map(level -> List.of(level.price(), level.quantity())).toList();
    }

    record PrimaryRequest(@Nullable String source) {}

    record SymbolsRequest(@Nullable List<String> symbols) {}

    record SourcesAnswer(
            boolean success,
            Map<String, Boolean> sources,
            String primary,
            @JsonProperty("subscribed_symbols") List<String> subscribedSymbols) {}

    record PrimaryAnswer(boolean success, String primary) {}

    record SubscribedAnswer(boolean success, List<String> subscribed, String message) {}

    record UnsubscribedAnswer(boolean success, List<String> unsubscribed, String message) {}

    record TickAnswer(boolean success, @Nullable Tick tick, @Nullable String message) {}

    /**
     * The latest of a symbol.
     *
     * @param bid null where nobody tells it; so are ask, spread and volume
     */
    record Tick(
            String symbol,
            @Nullable BigDecimal bid,
            @Nullable BigDecimal ask,
            @Nullable BigDecimal last,
            @Nullable BigDecimal spread,
            @Nullable BigDecimal volume,
            Instant timestamp,
            String source) {
        static Tick of(String symbol, MarketData.Ticker ticker, String source) {
            BigDecimal bid = ticker.bid();
            BigDecimal ask = ticker.ask();
            return new Tick(
                    symbol,
                    bid,
                    ask,
                    ticker.last(),
                    bid == null || ask == null ? null : ask.subtract(bid),
                    ticker.volume(),
                    ticker.at(),
                    source);
        }

        static Tick of(String symbol, Quote quote, String source) {
            return new Tick(
                    symbol, null, null, quote.last().value(), null, null, quote.at(), source);
        }
    }

    record PriceAnswer(
            boolean success, String symbol, @Nullable BigDecimal price, Instant timestamp) {}

    record BarsAnswer(
            boolean success, String symbol, String timeframe, int count, List<BarRow> data) {}

    record BarRow(
            Instant timestamp,
            BigDecimal open,
            BigDecimal high,
            BigDecimal low,
            BigDecimal close,
            BigDecimal volume) {
        static BarRow of(Bar bar) {
            return new BarRow(
                    bar.openTime(),
                    bar.openPrice().value(),
                    bar.highPrice().value(),
                    bar.lowPrice().value(),
                    bar.closePrice().value(),
                    bar.volumeQuantity().value());
        }
    }

    record BookAnswer(boolean success, String symbol, @JsonProperty("orderbook") Book orderBook) {}

    /** Each level a price and a quantity. */
    record Book(List<List<BigDecimal>> bids, List<List<BigDecimal>> asks) {}

    record StreamAnswer(boolean success, boolean streaming, String message) {}

    record StreamStatus(
            boolean success,
            boolean running,
            Map<String, Boolean> sources,
            String primary,
            @JsonProperty("subscribed_symbols") List<String> subscribedSymbols,
            @JsonProperty("active_streams") int activeStreams) {}
}
