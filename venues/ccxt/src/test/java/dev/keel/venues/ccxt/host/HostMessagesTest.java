package dev.keel.venues.ccxt.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.venues.ccxt.host.ExchangeSpec.Numbers;
import dev.keel.venues.ccxt.host.HostReply.Lost;
import dev.keel.venues.ccxt.host.HostReply.Returned;
import dev.keel.venues.ccxt.host.HostReply.Sent;
import dev.keel.venues.ccxt.host.HostReply.Threw;
import dev.keel.venues.connector.Credentials;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HostMessagesTest {
    @Property(tries = 300)
    void anyKeyArrivesAsItIs(
            @ForAll @StringLength(max = 200) String key,
            @ForAll @StringLength(min = 1, max = 200) String secret) {
        Assume.that(isText(key) && isText(secret));
        Credentials credentials =
                Credentials.none()
                        .with("apiKey", key.toCharArray())
                        .with("secret", secret.toCharArray());
        ExchangeSpec spec =
                new ExchangeSpec(
                        "a",
                        "binance",
                        Numbers.STRINGS,
                        Hosts.object("{\"timeout\":1}"),
                        "",
                        true,
                        credentials);

        JsonNode line = Hosts.JSON.readTree(HostMessages.open(7, spec, SealedKeys.of(credentials)));

        assertThat(line.path("id").asInt()).isEqualTo(7);
        assertThat(line.path("do").asString()).isEqualTo("open");
        JsonNode exchange = line.path("exchange");
        assertThat(exchange.path("ccxtId").asString()).isEqualTo("binance");
        assertThat(exchange.path("numbers").asString()).isEqualTo("STRINGS");
        assertThat(exchange.path("testNetwork").asBoolean()).isTrue();
        assertThat(exchange.path("options").path("timeout").asInt()).isEqualTo(1);
        assertThat(exchange.path("keys").path("apiKey").asString()).isEqualTo(key);
        assertThat(exchange.path("keys").path("secret").asString()).isEqualTo(secret);
    }

    private static boolean isText(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    @Test
    void anExchangeWithoutKeysIsOpenedToo() {
        ExchangeSpec spec =
                new ExchangeSpec(
                        "a",
                        "binance",
                        Numbers.DOUBLES,
                        Hosts.object("{}"),
                        "",
                        false,
                        Credentials.none());

        JsonNode line =
                Hosts.JSON.readTree(HostMessages.open(1, spec, SealedKeys.of(Credentials.none())));

        assertThat(line.path("exchange").path("keys").isEmpty()).isTrue();
        assertThat(line.path("exchange").path("keys").isObject()).isTrue();
    }

    @Test
    void numbersKeepTheDigitsThatWereWritten() {
        Returned returned =
                (Returned)
                        reply(
                                "{\"id\":1,\"ok\":{\"p\":65000.10,\"q\":0.000000012345678901234567}}");

        assertThat(returned.value().path("p").decimalValue()).isEqualTo(new BigDecimal("65000.10"));
        assertThat(returned.value().path("q").decimalValue())
                .isEqualTo(new BigDecimal("0.000000012345678901234567"));
    }

    @Test
    void aFailureTellsAllThatIsKnown() {
        assertThat(
                        reply(
                                "{\"id\":1,\"error\":{\"error\":\"InvalidOrder\",\"message\":\"no\",\"status\":400,"
                                        + "\"body\":\"{}\",\"retryAfter\":\"3\",\"sent\":\"NO\"}}"))
                .isEqualTo(new Threw("InvalidOrder", "no", 400, "{}", "3", Sent.NO));
    }

    /** What is not said counts as the worse. */
    @Test
    void aFailureThatDoesNotSayWhetherItWasSentMayHaveBeen() {
        assertThat(
                        reply(
                                "{\"id\":1,\"error\":{\"error\":\"X\",\"message\":\"m\",\"status\":null}}"))
                .isEqualTo(new Threw("X", "m", null, null, null, Sent.MAYBE));
        assertThat(reply("{\"id\":1,\"error\":{\"error\":\"X\",\"sent\":\"perhaps\"}}"))
                .isEqualTo(new Threw("X", "", null, null, null, Sent.MAYBE));
    }

    @Test
    void aDeadlineThatIsOverIsALoss() {
        assertThat(
                        reply(
                                "{\"id\":1,\"error\":{\"error\":\"DeadlineOver\",\"message\":\"late\",\"sent\":\"NO\"}}"))
                .isEqualTo(new Lost("late", Sent.NO));
    }

    @Test
    void whatIsNoObjectIsNoMessage() {
        for (String line : new String[] {"", "x", "[]", "1", "{\"a\":"}) {
            assertThat(HostMessages.read(line.getBytes(StandardCharsets.UTF_8))).isEmpty();
        }
    }

    private static HostReply reply(String line) {
        return HostMessages.reply(
                HostMessages.read(line.getBytes(StandardCharsets.UTF_8)).orElseThrow());
    }
}
