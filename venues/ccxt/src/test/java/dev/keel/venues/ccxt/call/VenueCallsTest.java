package dev.keel.venues.ccxt.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.venues.ccxt.host.AtOnce;
import dev.keel.venues.ccxt.host.HostReply;
import dev.keel.venues.ccxt.host.HostReply.Sent;
import dev.keel.venues.ccxt.host.ScriptedHost;
import dev.keel.venues.ccxt.table.Json;
import dev.keel.venues.connector.governor.Governor;
import dev.keel.venues.connector.governor.Lane;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VenueCallsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ScriptedHost host = new ScriptedHost();
    private final AtOnce governor = new AtOnce();

    private VenueCalls calls(Governor with) {
        return new VenueCalls(() -> host, with, InstantSource.fixed(NOW), "x", "account");
    }

    @ParameterizedTest
    @CsvSource({"429,7,7", "429,,10", "418,,120", "503,3.5,3", "429,999999,3600"})
    void leavesAVenueAloneForAsLongAsItAsks(int status, @Nullable String after, long seconds) {
        host.on(
                "fetchBalance",
                call ->
                        new HostReply.Threw(
                                "RateLimitExceeded", "x", status, "", after, Sent.MAYBE));

        calls(governor).ask(Lane.RECONCILE, "fetchBalance", Json.array(), PATIENCE).join();

        assertThat(governor.holds())
                .hasSize(1)
                .allSatisfy(until ->
                        assertThat(Duration.between(NOW, until).toSeconds()).isEqualTo(seconds));
    }

    @Test
    void holdsNothingForAnErrorOfAnotherKind() {
        host.on("fetchBalance", call -> ScriptedHost.threw("NetworkError", Sent.MAYBE));

        calls(governor).ask(Lane.RECONCILE, "fetchBalance", Json.array(), PATIENCE).join();

        assertThat(governor.holds()).isEmpty();
    }

    @Test
    void knowsThatADroppedRequestWasNotSent() {
        HostReply reply =
                calls(new Dropping())
                        .order(Lane.OPEN, "createOrder", Json.array(), PATIENCE, NOW)
                        .join();

        assertThat(reply)
                .isInstanceOfSatisfying(
                        HostReply.Lost.class, lost -> assertThat(lost.sent()).isEqualTo(Sent.NO));
        assertThat(host.calls()).isEmpty();
    }

    /** A governor may be late; the request's own time is looked at again when its turn has come. */
    @Test
    void sendsNothingWhoseTurnComesTooLate() {
        HostReply reply =
                calls(governor)
                        .order(Lane.OPEN, "createOrder", Json.array(), PATIENCE, NOW.minusMillis(1))
                        .join();

        assertThat(reply).isInstanceOf(HostReply.Lost.class);
        assertThat(host.calls()).isEmpty();
    }

    @Test
    void takesAHostThatThrowsForOneThatMayHaveSent() {
        HostReply reply =
                new VenueCalls(
                                () -> {
                                    throw new IllegalStateException("no child");
                                },
                                governor,
                                InstantSource.fixed(NOW),
                                "x",
                                "account")
                        .order(Lane.OPEN, "createOrder", Json.array(), PATIENCE, NOW)
                        .join();

        assertThat(reply)
                .isInstanceOfSatisfying(
                        HostReply.Lost.class,
                        lost -> assertThat(lost.sent()).isEqualTo(Sent.MAYBE));
    }

    /** Never has time for anything. */
    private static final class Dropping implements Governor {
        @Override
        public void submit(
                Lane lane, String key, String endpoint, Instant notAfter, Request request) {
            request.drop("too much waits");
        }

        @Override
        public void holdUntil(Instant until, String why) {}
    }
}
