package dev.keel.venues.ccxt.account;

import static dev.keel.venues.ccxt.host.ScriptedHost.returned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.venue.VenueStatement;
import dev.keel.venues.ccxt.answer.Answers;
import dev.keel.venues.ccxt.answer.ClientIds;
import dev.keel.venues.ccxt.answer.OrderReader;
import dev.keel.venues.ccxt.answer.TradeReader;
import dev.keel.venues.ccxt.call.VenueCalls;
import dev.keel.venues.ccxt.exchange.Exchanges;
import dev.keel.venues.ccxt.exchange.Listing;
import dev.keel.venues.ccxt.host.AtOnce;
import dev.keel.venues.ccxt.host.HostCall;
import dev.keel.venues.ccxt.host.HostReply;
import dev.keel.venues.ccxt.host.ScriptedHost;
import dev.keel.venues.ccxt.order.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is peculiar to single exchanges when an account of contracts is read. */
class HoldingsOfContractsTest {
    private static final int OPEN = 249;
    private static final int PAGE = 100;

    private final ScriptedHost host = new ScriptedHost();
    private final List<String> failures = new ArrayList<>();

    @BeforeEach
    void nothingHasHappened() {
        host.on("fetchOpenOrders", "[]")
                .on("fetchOrders", "[]")
                .on("fetchClosedOrders", "[]")
                .on("fetchMyTrades", "[]")
                .on("fetchFundingHistory", "[]")
                .on(
                        "fetchPositions",
                        "[{\"symbol\":\"BTC/USDT:USDT\",\"side\":\"long\",\"contracts\":\"3\"}]")
                .on(
                        "fetchBalance",
                        """
                        {"USDT":{"total":"999"},"total":{"USDT":"999"},"info":{"summaries":[],"data":{"details":[
                         {"currency":"USDT","equity":"900","profit_unreal":"-5"}]}}}\
                        """);
    }

    private VenueStatement state(String venue) {
        ClientIds ids = new ClientIds(id -> id.value() / 100_000_000_000L == 4_711);
        Listing listing = Samples.listing(InstrumentKind.LINEAR);
        AccountSource source =
                new AccountSource(
                        Exchanges.of(venue),
                        InstrumentKind.LINEAR,
                        List.of(listing),
                        Samples.USDT,
                        new VenueCalls(
                                () -> host, new AtOnce(), () -> Samples.PLACED, "x", "account"),
                        Answers.of(venue, ids),
                        new OrderReader(ids),
                        new TradeReader(Map.of(listing.instrument().id(), listing.instrument())),
                        new Owners(ids),
                        Duration.ofSeconds(5));
        return new Statements(source, Duration.ofMinutes(2), Samples.PLACED)
                .make(null, failures::add);
    }

    @Test
    void asksCoinbaseForThePositionsOfThePortfolioThatHoldsContracts() {
        host.on(
                "v3PrivateGetBrokeragePortfolios",
                "{\"portfolios\":[{\"uuid\":\"a\",\"type\":\"DEFAULT\"},{\"uuid\":\"b\",\"type\":\"INTX\"}]}");

        VenueStatement statement = state("coinbase");

        assertThat(
                        Objects.requireNonNull(statement.holdings())
                                .position(Samples.listing(InstrumentKind.LINEAR).instrument().id()))
                .isEqualByComparingTo("3");
        assertThat(host.arguments("fetchPositions"))
                .containsOnly("[[\"BTC/USDT:USDT\"],{\"portfolio\":\"b\"}]");
    }

    @Test
    void holdsNothingForTrueWhileItIsNotClearWhosePositionsTheyAre() {
        host.on("v3PrivateGetBrokeragePortfolios", "{\"portfolios\":[]}");

        VenueStatement statement = state("coinbase");

        assertThat(statement.holdings()).isNull();
        assertThat(failures).singleElement().asString().contains("one portfolio");
    }

    /** Deribit settles open profit into the balance every day: no ledger can be held against it. */
    @Test
    void comparesNoCashThatMovesWithoutATrade() {
        assertThat(Objects.requireNonNull(state("deribit").holdings()).cash()).isNull();
        assertThat(Objects.requireNonNull(state("htx").holdings()).cash()).hasToString("905 USDT");
    }

    private static String open(int number) {
        return "{\"id\":\"%d\",\"info\":{\"id\":\"%d\"},\"symbol\":\"BTC/USDT:USDT\",\"side\":\"buy\",\"amount\":\"1\",\"filled\":\"0\",\"status\":\"open\"}"
                .formatted(number, number);
    }

    private static HostReply list(IntStream numbers) {
        return returned(
                numbers.limit(PAGE)
                        .mapToObj(HoldingsOfContractsTest::open)
                        .collect(Collectors.joining(",", "[", "]")));
    }

    private static int mark(HostCall call) {
        return call.arguments().path(3).path("from").asInt(0);
    }

    @Test
    void readsUpwardsWhereTheOldestComeFirst() {
        host.on("fetchOpenOrders", call -> list(IntStream.rangeClosed(mark(call) + 1, OPEN)));

        assertThat(state("htx").openOrders()).hasSize(OPEN);
    }

    /** A last page of what is known would look like the end of the list. */
    @Test
    void doesNotBelieveAListThatRunsTheOtherWay() {
        host.on(
                "fetchOpenOrders",
                call ->
                        list(
                                IntStream.iterate(
                                        mark(call) == 0 ? OPEN : mark(call) - 1,
                                        number -> number > OPEN - PAGE,
                                        number -> number - 1)));

        assertThat(state("htx").openOrders()).isNull();
        assertThat(failures).singleElement().asString().contains("no more than a page of the same");
    }
}
