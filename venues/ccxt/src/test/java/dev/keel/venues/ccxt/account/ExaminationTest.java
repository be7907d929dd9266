package dev.keel.venues.ccxt.account;

import static dev.keel.venues.ccxt.host.ScriptedHost.threw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.ccxt.answer.Answers;
import dev.keel.venues.ccxt.answer.ClientIds;
import dev.keel.venues.ccxt.answer.OrderReader;
import dev.keel.venues.ccxt.answer.TradeReader;
import dev.keel.venues.ccxt.call.VenueCalls;
import dev.keel.venues.ccxt.exchange.Exchanges;
import dev.keel.venues.ccxt.host.AtOnce;
import dev.keel.venues.ccxt.host.HostReply;
import dev.keel.venues.ccxt.host.ScriptedHost;
import dev.keel.venues.ccxt.order.Samples;
import dev.keel.venues.connector.Preflight;
import dev.keel.venues.connector.Preflight.Grade;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExaminationTest {
    private static final String BINANCE_KEY =
            """
            {"ipRestrict":true,"enableReading":true,"enableWithdrawals":%s,
             "enableSpotAndMarginTrading":true,"enableFutures":false}\
            """;

    private final ScriptedHost host = new ScriptedHost();

    @BeforeEach
    void allIsWell() {
        host.on("fetchTime", Long.toString(Samples.PLACED.toEpochMilli() + 40))
                .on(
                        "fetchBalance",
                        "{\"total\":{\"USDT\":\"1\"},\"info\":{\"balances\":[],\"assets\":[],\"result\":{\"list\":[]},\"data\":[{\"details\":[]}]}}")
                .on("fetchPositions", "[]")
                .on("sapiGetAccountApiRestrictions", BINANCE_KEY.formatted("false"))
                .on("fetchPositionMode", "{\"hedged\":false}");
    }

    private Preflight examine(String venue, InstrumentKind kind, boolean withdrawalAllowed) {
        ClientIds ids = new ClientIds(id -> true);
        AccountSource source =
                new AccountSource(
                        Exchanges.of(venue),
                        kind,
                        List.of(Samples.listing(kind)),
                        Samples.USDT,
                        new VenueCalls(
                                () -> host,
                                new AtOnce(),
                                InstantSource.fixed(Samples.PLACED),
                                "x",
                                "account"),
                        Answers.of(venue, ids),
                        new OrderReader(ids),
                        new TradeReader(Map.of()),
                        new Owners(ids),
                        Duration.ofSeconds(5));
        return new Examination(source, withdrawalAllowed).run();
    }

    private static Grade grade(Preflight preflight, String check) {
        return preflight.findings().stream()
                .filter(finding -> finding.check().equals(check))
                .map(Preflight.Finding::grade)
                .findFirst()
                .orElseThrow(() -> new AssertionError(check + " is not among " + preflight));
    }

    @Test
    void passesAnAccountWithWhichNothingIsWrong() {
        Preflight preflight = examine("binance", InstrumentKind.LINEAR, false);

        assertThat(preflight.passed()).as("%s", preflight).isTrue();
        assertThat(preflight.clockOffset()).isEqualTo(Duration.ofMillis(40));
        assertThat(preflight.permissions())
                .contains("enableSpotAndMarginTrading")
                .doesNotContain("enableWithdrawals");
        assertThat(preflight.positionMode()).isEqualTo("one-way");
    }

    @Test
    void failsAKeyThatMayWithdrawUnlessThatIsAllowed() {
        host.on("sapiGetAccountApiRestrictions", BINANCE_KEY.formatted("true"));

        assertThat(grade(examine("binance", InstrumentKind.SPOT, false), "withdrawal"))
                .isEqualTo(Grade.FAILED);
        assertThat(grade(examine("binance", InstrumentKind.SPOT, true), "withdrawal"))
                .isEqualTo(Grade.WARNING);
    }

    @Test
    void readsBybitsPermissions() {
        host.on(
                "privateGetV5UserQueryApi",
                """
                {"result":{"readOnly":0,"ips":["*"],"permissions":{"Spot":["SpotTrade"],
                 "Wallet":["AccountTransfer","Withdraw"]}}}\
                """);

        Preflight preflight = examine("bybit", InstrumentKind.SPOT, false);

        assertThat(grade(preflight, "withdrawal")).isEqualTo(Grade.FAILED);
        assertThat(grade(preflight, "trading")).isEqualTo(Grade.PASSED);
        assertThat(grade(preflight, "address")).isEqualTo(Grade.WARNING);
    }

    @Test
    void readsOkxPermissionsAndPositionMode() {
        host.on(
                "privateGetAccountConfig",
                "{\"data\":[{\"perm\":\"read_only,withdraw\",\"posMode\":\"long_short_mode\",\"ip\":\"\"}]}");

        Preflight preflight = examine("okx", InstrumentKind.LINEAR, false);

        assertThat(grade(preflight, "withdrawal")).isEqualTo(Grade.FAILED);
        assertThat(grade(preflight, "trading")).isEqualTo(Grade.FAILED);
        assertThat(grade(preflight, "position mode")).isEqualTo(Grade.FAILED);
        assertThat(preflight.positionMode()).isEqualTo("hedge");
    }

    @Test
    void warnsWhereTheVenueDoesNotSayWhatAKeyMayDo() {
        Preflight preflight = examine("kraken", InstrumentKind.SPOT, false);

        assertThat(preflight.passed()).isTrue();
        assertThat(preflight.permissions()).isNull();
        assertThat(grade(preflight, "withdrawal")).isEqualTo(Grade.WARNING);
    }

    @Test
    void namesWrongKeysAndGoesOnLooking() {
        host.on("fetchBalance", call -> threw("AuthenticationError", 401, "{\"code\":-2015}"));

        Preflight preflight = examine("binance", InstrumentKind.SPOT, false);

        assertThat(preflight.passed()).isFalse();
        assertThat(grade(preflight, "keys")).isEqualTo(Grade.FAILED);
        assertThat(grade(preflight, "withdrawal")).isEqualTo(Grade.PASSED);
    }

    @Test
    void warnsWhereAVenueDoesNotTellItsTime() {
        host.on("fetchTime", call -> threw("NotSupported", HostReply.Sent.NO));

        Preflight preflight = examine("binance", InstrumentKind.SPOT, false);

        assertThat(grade(preflight, "clock")).isEqualTo(Grade.WARNING);
        assertThat(preflight.clockOffset()).isNull();
    }

    /** It has no call for its time; every answer is dated. */
    @Test
    void readsTheTimeOfKrakenFuturesFromAnAnswer() {
        host.on("fetchTime", call -> threw("NotSupported", HostReply.Sent.NO))
                .on(
                        "publicGetOrderbook",
                        "{\"serverTime\":\"" + Samples.PLACED.plusSeconds(3_600) + "\"}");

        Preflight preflight = examine("krakenfutures", InstrumentKind.LINEAR, false);

        assertThat(preflight.clockOffset()).isEqualTo(Duration.ofHours(1));
        assertThat(grade(preflight, "clock")).isEqualTo(Grade.FAILED);
    }

    @Test
    void failsAClockThatIsFurtherOffThanARequestLives() {
        host.on("fetchTime", Long.toString(Samples.PLACED.toEpochMilli() + 3_600_000));

        Preflight preflight = examine("binance", InstrumentKind.SPOT, false);

        assertThat(grade(preflight, "clock")).isEqualTo(Grade.FAILED);
        assertThat(preflight.clockOffset()).isEqualTo(Duration.ofHours(1));
    }
}
