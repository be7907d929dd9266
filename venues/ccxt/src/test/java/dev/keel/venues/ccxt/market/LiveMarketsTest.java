package dev.keel.venues.ccxt.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Side;
import dev.keel.venues.ccxt.call.VenueCalls;
import dev.keel.venues.ccxt.exchange.Listing;
import dev.keel.venues.ccxt.host.AtOnce;
import dev.keel.venues.ccxt.host.HostMethods;
import dev.keel.venues.ccxt.host.HostReply;
import dev.keel.venues.ccxt.host.ScriptedHost;
import dev.keel.venues.ccxt.host.StreamEvent;
import dev.keel.venues.ccxt.table.Json;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.connector.MarketData.PublicTrade;
import dev.keel.venues.connector.MarketData.Wanted;
import dev.keel.venues.connector.governor.Lane;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Bars and public trades out of streams that break, stutter and fall silent. */
class LiveMarketsTest {
    private static final InstrumentId BTC = InstrumentId.of("BTC/USDT");
    private static final Instrument INSTRUMENT =
            Instrument.spot(
                    BTC,
                    Asset.of("BTC"),
                    Asset.of("USDT"),
                    new TradingRules(Price.of("0.01"), Quantity.of("0.001"), BigDecimal.ZERO),
                    FeeRates.NONE);

    /** Half a minute into a minute. */
    private static final Instant BEGUN = Instant.parse("2026-03-01T12:00:30Z");

    private static final long MINUTE = BEGUN.toEpochMilli() - 30_000;

    private final ScriptedHost host = new ScriptedHost();
    private final AtOnce governor = new AtOnce();
    private final Heard heard = new Heard();
    private Instant now = BEGUN;
    private final VenueCalls calls =
            new VenueCalls(() -> host, governor, () -> now, "binance", "public");
    private final CcxtMarketData market =
            new CcxtMarketData(
                    "binance",
                    calls,
                    new TreeMap<>(Map.of(BTC, new Listing(INSTRUMENT, "BTCUSDT", "BTC"))),
                    Runnable::run,
                    () -> {});
    private final List<LiveMarkets> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(LiveMarkets::close);
    }

    private static final class Heard implements MarketData.Listener {
        private final List<PublicTrade> trades = new ArrayList<>();
        private final List<Bar> bars = new ArrayList<>();
        private final List<MarketData.Ticker> tickers = new ArrayList<>();
        private final List<String> gaps = new ArrayList<>();

        @Override
        public void onTicker(MarketData.Ticker ticker) {
            tickers.add(ticker);
        }

        @Override
        public void onBar(InstrumentId instrument, Bar bar) {
            bars.add(bar);
        }

        @Override
        public void onTrade(PublicTrade trade) {
            trades.add(trade);
        }

        @Override
        public void onGap(InstrumentId instrument, Instant since, String why) {
            gaps.add(Duration.between(BEGUN, since).toMillis() + " " + why);
        }

        private List<String> ids() {
            return trades.stream().map(PublicTrade::id).toList();
        }

        private List<Long> opens() {
            return bars.stream().map(bar -> (bar.openMillis() - MINUTE) / 60_000).toList();
        }
    }

    private LiveMarkets live(Wanted wanted) {
        LiveMarkets live =
                new LiveMarkets(
                        market,
                        calls,
                        Runnable::run,
                        heard,
                        wanted,
                        List.of(INSTRUMENT),
                        EnumSet.allOf(Stream.class));
        open.add(live);
        live.open();
        return live;
    }

    /** The trade streams' subscriptions; everything that trades is from after their beginning. */
    private LiveMarkets trades() {
        return live(Wanted.quotes(Set.of(BTC)).withPublicTrades());
    }

    private LiveMarkets bars() {
        return live(Wanted.quotes(Set.of(BTC)).withBars(Timeframe.M1));
    }

    private static String trade(String id, long millis) {
        return """
        {"id":"%s","timestamp":%d,"price":100.5,"amount":0.25,"side":"sell"}\
        """
                .formatted(id, BEGUN.toEpochMilli() + millis);
    }

    private static String list(String... items) {
        return "[" + String.join(",", items) + "]";
    }

    private void streams(String... trades) {
        host.tell("watchTrades", list(trades));
    }

    private void asked(String... trades) {
        host.on("fetchTrades", list(trades));
    }

    /** Time passes; quotes come all the while. */
    private void pass(int seconds) {
        now = BEGUN.plusSeconds(seconds);
        host.tell("watchTicker", "{\"bid\":1,\"ask\":2}");
    }

    private static String row(long minute, int close, int volume) {
        return "[%d,100,%d,99.5,%d,%d]"
                .formatted(MINUTE + minute * 60_000, close + 1, close, volume);
    }

    private void rows(String... rows) {
        host.tell("watchOHLCV", list(rows));
    }

    /** A stream that is whole after trade 1. */
    private LiveMarkets whole() {
        LiveMarkets live = trades();
        asked(trade("1", 10));
        streams(trade("1", 10));
        return live;
    }

    @Test
    void tellsTradesOfTheStreamOnceAndInOrder() {
        whole();

        streams(trade("9", 30), trade("2", 20), trade("10", 30));
        streams(trade("2", 20), trade("11", 40));

        assertThat(heard.ids()).containsExactly("1", "2", "9", "10", "11");
        assertThat(heard.gaps).isEmpty();
        PublicTrade first = heard.trades.getFirst();
        assertThat(first.price()).isEqualByComparingTo("100.5");
        assertThat(first.quantity()).isEqualByComparingTo("0.25");
        assertThat(first.taker()).isEqualTo(Side.SELL);
        assertThat(first.at()).isEqualTo(BEGUN.plusMillis(10));
    }

    @Test
    void keepsTheVenuesOrderOfOneTimeWhereIdsAreNoNumbers() {
        whole();

        streams(trade("9", 30), trade("b7", 30), trade("10", 30), trade("3", 30), trade("2", 20));

        assertThat(heard.ids()).containsExactly("1", "2", "9", "b7", "10", "3");
    }

    @Test
    void tellsNothingFromBeforeTheSubscription() {
        trades();
        asked(trade("1", -10), trade("2", 10));

        streams(trade("0", -20), trade("2", 10));

        assertThat(heard.ids()).containsExactly("2");
        assertThat(heard.gaps).isEmpty();
    }

    @Test
    void asksForWhatTradedBeforeTheStreamWasOpen() {
        trades();
        asked(trade("1", 5), trade("2", 10));

        streams(trade("2", 10));

        assertThat(heard.ids()).containsExactly("1", "2");
        assertThat(governor.lanes()).containsOnly(Lane.DATA);
    }

    @Test
    void fillsWhatAnInterruptionLeftOutBeforeItGoesOn() {
        whole();
        host.tell("watchTrades", new StreamEvent.Interrupted("cut"));
        asked(trade("1", 10), trade("2", 20), trade("3", 30), trade("4", 40));

        streams(trade("3", 30), trade("4", 40), trade("5", 50));

        assertThat(heard.ids()).containsExactly("1", "2", "3", "4", "5");
        assertThat(heard.gaps).containsExactly("10 cut");
        assertThat(host.arguments("fetchTrades").getLast())
                .isEqualTo("[\"BTC/USDT\"," + (BEGUN.toEpochMilli() + 9) + "]");
    }

    @Test
    void asksForTradesWhileTheStreamIsAway() {
        LiveMarkets live = whole();
        host.tell("watchTrades", new StreamEvent.Interrupted("cut"));
        asked(trade("1", 10), trade("2", 20));

        live.look();
        live.look();

        assertThat(heard.ids()).containsExactly("1", "2");
        asked(trade("2", 20), trade("3", 30));
        streams(trade("3", 30));
        assertThat(heard.ids()).containsExactly("1", "2", "3");
        assertThat(heard.gaps).containsExactly("10 cut");
    }

    @Test
    void holdsTradesBackUntilTheVenueShowsThem() {
        LiveMarkets live = whole();
        host.tell("watchTrades", new StreamEvent.Interrupted("cut"));
        asked(trade("1", 10));

        streams(trade("3", 30));
        streams(trade("4", 40));
        assertThat(heard.ids()).containsExactly("1");
        asked(trade("1", 10), trade("2", 20), trade("3", 30));
        live.look();

        assertThat(heard.ids()).containsExactly("1", "2", "3", "4");
    }

    @Test
    void tellsAGapThatCannotBeFilledAndGoesOn() {
        LiveMarkets live = whole();
        host.tell("watchTrades", new StreamEvent.Interrupted("cut"));
        host.on("fetchTrades", _ -> ScriptedHost.threw("ExchangeError", HostReply.Sent.MAYBE));

        streams(trade("3", 30));
        live.look();
        live.look();

        assertThat(heard.ids()).containsExactly("1", "3");
        assertThat(heard.gaps).hasSize(2).element(1).asString().startsWith("10 ");
        streams(trade("4", 40));
        assertThat(heard.ids()).containsExactly("1", "3", "4");
    }

    @Test
    void saysSoWhereTheVenueShowsNotAllThatWasMissed() {
        whole();
        host.tell("watchTrades", new StreamEvent.Interrupted("cut"));
        asked(trade("5", 50), trade("6", 60));

        streams(trade("6", 60));

        assertThat(heard.ids()).containsExactly("1", "5", "6");
        assertThat(heard.gaps).hasSize(2);
        assertThat(heard.gaps.getLast()).contains("not all trades");
    }

    /** Several trades that a stream tells as one are not told again one by one. */
    @Test
    void neverMixesTradesThatTheStreamTellsAsOneWithTheirParts() {
        whole();
        host.tell("watchTrades", new StreamEvent.Interrupted("cut"));
        asked(trade("1", 10), trade("2", 20), trade("3", 20), trade("4", 20), trade("5", 30));

        streams(trade("4", 20), trade("6", 40));

        assertThat(heard.ids()).containsExactly("1", "2", "3", "4", "6");
    }

    @Test
    void readsPageAfterPageUntilTheStreamIsMet() {
        whole();
        host.tell("watchTrades", new StreamEvent.Interrupted("cut"));
        host.on(
                "fetchTrades",
                call ->
                        ScriptedHost.returned(
                                call.arguments().path(1).asLong(0) == BEGUN.toEpochMilli() + 9
                                        ? list(trade("1", 10), trade("2", 20))
                                        : list(trade("2", 20), trade("3", 30))));

        streams(trade("3", 30));

        assertThat(heard.ids()).containsExactly("1", "2", "3");
        assertThat(heard.gaps).containsExactly("10 cut");
    }

    @Test
    void asksForQuotesAtEveryLookUntilTheBrokenStreamSpeaksAgain() {
        host.on("fetchTicker", "{\"bid\":3,\"ask\":4}");
        LiveMarkets live = live(Wanted.quotes(Set.of(BTC)));
        live.look();
        host.tell("watchTicker", new StreamEvent.Interrupted("cut"));

        live.look();
        live.look();
        pass(5);
        live.look();

        assertThat(heard.tickers)
                .extracting(MarketData.Ticker::bid)
                .map(String::valueOf)
                .containsExactly("3", "3", "1");
        assertThat(heard.gaps).containsExactly("0 cut");
    }

    @Test
    void asksForTheQuotesOfASilentStreamAndTellsOfItOnce() {
        host.on("fetchTicker", "{\"bid\":3,\"ask\":4}");
        LiveMarkets live = live(Wanted.quotes(Set.of(BTC)));
        now = BEGUN.plusSeconds(31);

        live.look();
        live.look();

        assertThat(heard.tickers).hasSize(2);
        assertThat(heard.gaps).containsExactly("0 the stream is silent");
    }

    @Test
    void aQuietMarketIsNoGap() {
        LiveMarkets live = whole();
        pass(31);

        live.look();

        assertThat(heard.gaps).isEmpty();
        assertThat(host.methods()).filteredOn("fetchTrades"::equals).hasSize(2);
    }

    @Test
    void whatASilentStreamDoesNotTellIsAskedFor() {
        LiveMarkets live = whole();
        pass(31);
        asked(trade("1", 10), trade("2", 20_000));

        live.look();

        assertThat(heard.ids()).containsExactly("1", "2");
        assertThat(heard.gaps).containsExactly("10 the stream is silent");
        asked(trade("2", 20_000), trade("3", 32_000));
        live.look();
        assertThat(heard.ids()).containsExactly("1", "2", "3");
    }

    @Test
    void tradesWithoutIdsAreToldOnlyAsTheyAreStreamed() {
        trades();

        streams(trade("", 10), trade("", 10));
        host.tell("watchTrades", new StreamEvent.Interrupted("cut"));
        streams(trade("", 10), trade("", 20));

        assertThat(heard.trades)
                .extracting(PublicTrade::at)
                .containsExactly(BEGUN.plusMillis(10), BEGUN.plusMillis(10), BEGUN.plusMillis(20));
        assertThat(heard.gaps).containsExactly("10 cut");
    }

    /** Some venues call a trade one thing on the stream and another when they are asked. */
    @Test
    void aTradeOfTwoNamesIsToldOnce() {
        LiveMarkets live = trades();
        asked(trade("x1", 10));
        streams(trade("a1", 10));
        live.look();
        live.look();
        assertThat(heard.ids()).containsExactly("a1");
        assertThat(heard.gaps).hasSize(1);
        pass(31);

        live.look();

        assertThat(heard.ids()).containsExactly("a1");
        assertThat(heard.gaps).hasSize(1);
    }

    @Test
    void tellsNothingAfterTheEnd() {
        LiveMarkets live = whole();
        live.close();

        streams(trade("2", 20));
        rows(row(1, 101, 1));

        assertThat(heard.ids()).containsExactly("1");
    }

    @Test
    void tellsABarAsSoonAsTheStreamShowsTheNext() {
        bars();
        pass(31);
        host.on("fetchOHLCV", list(row(0, 101, 7)));
        rows(row(0, 101, 6));
        rows(row(0, 101, 7), row(1, 102, 1));
        open.getFirst().look();
        assertThat(heard.opens()).containsExactly(0L);
        int polls = host.arguments("fetchOHLCV").size();

        rows(row(1, 103, 2));
        rows(row(2, 104, 1));
        rows(row(2, 105, 2), row(3, 99, 1));

        assertThat(heard.opens()).containsExactly(0L, 1L, 2L);
        assertThat(heard.bars.get(1).format().priceDecimals()).isEqualTo(2);
        assertThat(heard.bars.get(1).close()).isEqualTo(103_00);
        assertThat(host.arguments("fetchOHLCV")).hasSize(polls);
        assertThat(heard.gaps).isEmpty();
    }

    /** A bar that was not told from before its open may lack its first trades. */
    @Test
    void theFirstBarOfAStreamIsAskedFor() {
        LiveMarkets live = bars();

        rows(row(0, 101, 6));
        rows(row(1, 102, 1));
        assertThat(heard.bars).isEmpty();
        pass(31);
        host.on("fetchOHLCV", list(row(0, 101, 8)));
        live.look();

        assertThat(heard.opens()).containsExactly(0L);
    }

    @Test
    void anInterruptionInsideABarHasItAskedFor() {
        LiveMarkets live = bars();
        rows(row(0, 101, 6), row(1, 102, 1));
        host.tell("watchOHLCV", new StreamEvent.Interrupted("cut"));
        rows(row(1, 102, 2));

        rows(row(2, 103, 1));
        assertThat(heard.bars).isEmpty();
        pass(91);
        host.on("fetchOHLCV", list(row(0, 101, 8), row(1, 102, 5)));
        live.look();
        rows(row(3, 104, 1));

        assertThat(heard.opens()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void aBarThatTheStreamLeftOutIsAskedForFirst() {
        LiveMarkets live = bars();
        pass(151);
        rows(row(0, 101, 6), row(1, 102, 1), row(3, 103, 1));
        host.on("fetchOHLCV", list(row(0, 101, 8), row(1, 102, 1), row(2, 102, 3)));

        live.look();

        assertThat(heard.opens()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void aBarThatChangesAfterItClosedIsToldOnceAndTheStreamNoLongerBelieved() {
        LiveMarkets live = bars();
        host.on("fetchOHLCV", list(row(0, 101, 6)));
        pass(31);
        live.look();
        rows(row(0, 101, 6), row(1, 102, 1), row(2, 103, 1));

        rows(row(1, 102, 1));
        assertThat(heard.gaps).isEmpty();
        rows(row(1, 102, 9));
        rows(row(3, 104, 1));

        assertThat(heard.opens()).containsExactly(0L, 1L);
        assertThat(heard.gaps).containsExactly("30000 the venue changed a bar after it closed");
    }

    /** Some venues' days begin elsewhere on the stream than when they are asked. */
    @Test
    void barsThatAreNotOnTheGridAreLeftOut() {
        bars();
        String shifted = row(0, 101, 6).replace("" + MINUTE, "" + (MINUTE + 20_000));
        String next = row(1, 101, 6).replace("" + (MINUTE + 60_000), "" + (MINUTE + 80_000));

        rows(shifted);
        rows(next);
        rows(row(3, 104, 1));

        assertThat(heard.bars).isEmpty();
        assertThat(heard.gaps).isEmpty();
    }

    @Test
    void refusesTradesWhereTheVenueTellsNone() {
        host.on(HostMethods.DESCRIBE, "{\"has\":{\"watchTicker\":true}}");

        assertThatThrownBy(() ->
                        market.subscribe(Wanted.quotes(Set.of(BTC)).withPublicTrades(), heard))
                .isInstanceOf(ConnectorException.class)
                .hasMessage("binance tells no public trades");
    }

    @Test
    void streamsOnlyWhatTheLibraryCan() {
        host.on(
                HostMethods.DESCRIBE,
                "{\"has\":{\"fetchTrades\":true,\"watchTrades\":false,\"watchOHLCV\":true}}");
        Wanted all = Wanted.quotes(Set.of(BTC)).withPublicTrades().withBars(Timeframe.M1);

        try (MarketData.Subscription _ = market.subscribe(all, heard)) {
            streams(trade("1", 10));

            assertThat(heard.trades).isEmpty();
        }
        assertThat(Stream.of("kraken", has("watchOHLCV"), all)).isEmpty();
        assertThat(Stream.of("okx", has("watchOHLCV"), all)).containsExactly(Stream.BARS);
    }

    private static JsonNode has(String method) {
        return Json.require("{\"" + method + "\":true}");
    }
}
