package dev.keel.venues.ccxt.answer;

import static dev.keel.venues.ccxt.host.ScriptedHost.returned;
import static dev.keel.venues.ccxt.host.ScriptedHost.threw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.order.OrderId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.venue.outcome.Outcome;
import dev.keel.venues.ccxt.exchange.Exchange;
import dev.keel.venues.ccxt.exchange.Exchanges;
import dev.keel.venues.ccxt.host.HostReply;
import dev.keel.venues.ccxt.host.HostReply.Sent;
import dev.keel.venues.ccxt.table.Json;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
    private static final OrderId ORDER = new OrderId(471_100_000_000_017L);
    private static final ClientIds OURS = new ClientIds(id -> true);

    static Stream<String> venues() {
        return Exchanges.reviewed().stream().map(Exchange::id);
    }

    private static Outcome submit(String venue, HostReply reply) {
        return Answers.of(venue, OURS).submit(ORDER, reply);
    }

    /** Facts, table of broken answers: 19 of 28 rows call one of these a success. */
    @ParameterizedTest
    @MethodSource("venues")
    void takesNoSuccessThatNamesNoOrder(String venue) {
        for (String value :
                new String[] {
                    "{}",
                    "{\"info\":{}}",
                    "{\"id\":null,\"status\":\"open\"}",
                    "{\"id\":\"\"}",
                    "{\"id\":\"undefined\"}",
                    "{\"id\":\"<html>ok</html>\"}",
                    "[]",
                    "ok"
                }) {
            assertThat(submit(venue, returned(value)))
                    .as("%s %s", venue, value)
                    .isInstanceOf(Outcome.Unknown.class);
        }
    }

    @ParameterizedTest
    @MethodSource("venues")
    void knowsNothingAfterABrokenAnswer(String venue) {
        assertThat(
                        Stream.of(
                                threw("ExchangeNotAvailable", 502, "<html>bad gateway</html>"),
                                threw("ExchangeNotAvailable", 503, "<html/>"),
                                threw("RequestTimeout", 504, ""),
                                threw("ExchangeError", 500, "{\"code\":\"424242\",\"msg\":\"x\"}"),
                                threw("RateLimitExceeded", 429, ""),
                                threw("DDoSProtection", 418, "teapot"),
                                threw("ExchangeNotAvailable", 403, "<html>forbidden</html>"),
                                threw("ExchangeError", 400, "{\"code\":\"424242\"}"),
                                threw("ExchangeError", 200, "{\"cut\":"),
                                threw("TypeError", Sent.MAYBE),
                                threw("BodyTimeoutError", Sent.MAYBE),
                                threw("RequestTimeout", Sent.MAYBE),
                                threw("NetworkError", Sent.MAYBE),
                                threw("InsufficientFunds", Sent.MAYBE),
                                new HostReply.Lost("the child is gone", Sent.MAYBE)))
                .allSatisfy(reply ->
                        assertThat(submit(venue, reply))
                                .as("%s %s", venue, reply)
                                .isInstanceOf(Outcome.Unknown.class));
    }

    @ParameterizedTest
    @MethodSource("venues")
    void knowsThatWhatNeverLeftIsNotThere(String venue) {
        assertThat(submit(venue, threw("NetworkError", Sent.NO)))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(submit(venue, threw("ArgumentsRequired", Sent.NO)))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(submit(venue, new HostReply.Lost("not sent: its time is over", Sent.NO)))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(Answers.of(venue, OURS).cancel(threw("NetworkError", Sent.NO)))
                .isInstanceOf(Outcome.Unknown.class);
        assertThat(Answers.of(venue, OURS).query(threw("NetworkError", Sent.NO)))
                .isInstanceOf(Outcome.Unknown.class);
    }

    /** Each venue writes its code elsewhere. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "binance|{\"code\":-2019,\"msg\":\"Margin is insufficient.\"}",
                "bybit|{\"retCode\":110007,\"retMsg\":\"balance\"}",
                "okx|{\"code\":\"1\",\"msg\":\"\",\"data\":[{\"sCode\":\"51008\",\"sMsg\":\"low\"}]}",
                "kucoin|{\"code\":\"200004\",\"msg\":\"Balance insufficient!\"}",
                "gate|{\"label\":\"BALANCE_NOT_ENOUGH\",\"message\":\"Not enough balance\"}",
                "bitget|{\"code\":\"43012\",\"msg\":\"Insufficient balance\"}",
                "mexc|{\"code\":10101,\"msg\":\"Insufficient balance\"}",
                "kraken|{\"error\":[\"EOrder:Insufficient funds\"]}",
                "krakenfutures|{\"result\":\"success\",\"sendStatus\":{\"status\":\"insufficientFunds\"}}",
                "coinbase|{\"success\":false,\"error_response\":{\"error\":\"INSUFFICIENT_FUND\"}}",
                "htx|{\"status\":\"error\",\"err-code\":\"account-frozen-balance-insufficient-error\"}",
                "cryptocom|{\"code\":306,\"message\":\"INSUFFICIENT_AVAILABLE_BALANCE\"}",
                "bingx|{\"code\":101204,\"msg\":\"Insufficient margin\"}",
                "deribit|{\"error\":{\"code\":10009,\"message\":\"not_enough_funds\"}}",
                "phemex|{\"code\":11001,\"msg\":\"TE_NO_ENOUGH_AVAILABLE_BALANCE\"}"
            })
    void readsAVenuesRefusalInItsOwnWords(String venue, String body) {
        assertThat(submit(venue, threw("InsufficientFunds", 200, body)))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(submit(venue, quotedOnly(body))).isInstanceOf(Outcome.Refused.class);
    }

    /** Where the host has no body, the library's message quotes it. */
    private static HostReply quotedOnly(String body) {
        return new HostReply.Threw(
                "InsufficientFunds", "venue " + body, 400, null, null, Sent.MAYBE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "binance|{\"code\":-4116,\"msg\":\"ClientOrderId is duplicated.\"}",
                "binance|{\"code\":-2010,\"msg\":\"Duplicate order sent.\"}",
                "bybit|{\"retCode\":170141,\"retMsg\":\"Duplicate clientOrderId\"}",
                "okx|{\"code\":\"1\",\"data\":[{\"sCode\":\"51016\",\"sMsg\":\"dup\"}]}",
                "kucoin|{\"code\":\"126044\"}",
                "gate|{\"label\":\"REPEATED_CREATION\"}",
                "mexc|{\"code\":603}",
                "phemex|{\"code\":11085}"
            })
    void seesThatAnOrderIsThereAlready(String venue, String body) {
        assertThat(submit(venue, threw("InvalidOrder", 400, body))).isEqualTo(new Outcome.Exists());
    }

    /** Facts: the class says one thing, the truth is another. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "binance|ExchangeError|{\"code\":-1001}",
                "binance|BadResponse|{\"code\":-1007}",
                "bybit|InvalidOrder|{\"retCode\":170146}",
                "bybit|BadRequest|{\"retCode\":170035}",
                "bybit|ExchangeError|{\"retCode\":10016}",
                "okx|RequestTimeout|{\"code\":\"50004\"}",
                "okx|ExchangeError|{\"code\":\"1\",\"data\":[{\"sCode\":\"63999\"}]}",
                "kucoin|BadRequest|{\"code\":\"408000\"}",
                "bitget|ExchangeError|{\"code\":\"40015\"}",
                "coinbase|ExchangeError|{\"error\":\"internal_server_error\"}",
                "deribit|ExchangeError|{\"error\":{\"code\":11094}}",
                "krakenfutures|ExchangeError|{\"error\":\"Server Error\"}"
            })
    void doesNotTakeTheClassOfAnErrorForProof(String venue, String error, String body) {
        assertThat(submit(venue, threw(error, 200, body))).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void takesALateTimestampForARefusalThoughItsClassSaysTimeOut() {
        assertThat(submit("bitget", threw("RequestTimeout", 400, "{\"code\":\"30008\"}")))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void wantsOurIdRepeated() {
        String mine = "{\"id\":\"77\",\"clientOrderId\":\"" + ORDER + "\"}";
        String other = "{\"id\":\"77\",\"clientOrderId\":\"471100000000018\"}";

        assertThat(submit("binance", returned(mine)))
                .isEqualTo(new Outcome.Accepted(new VenueOrderId("77")));
        assertThat(submit("binance", returned(other))).isInstanceOf(Outcome.Unknown.class);
        assertThat(submit("binance", returned("{\"id\":\"77\"}")))
                .isInstanceOf(Outcome.Unknown.class);
        assertThat(submit("bingx", returned("{\"id\":\"77\"}")))
                .isInstanceOf(Outcome.Accepted.class);
        assertThat(submit("bingx", returned(other))).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void findsOurIdWhereTheLibraryLeavesIt() {
        assertThat(
                        submit(
                                "deribit",
                                returned(
                                        "{\"id\":\"USDC-349249\",\"info\":{\"label\":\""
                                                + ORDER
                                                + "\"}}")))
                .isInstanceOf(Outcome.Accepted.class);
        assertThat(
                        submit(
                                "gate",
                                returned(
                                        "{\"id\":\"349249\",\"clientOrderId\":\"t-"
                                                + ORDER
                                                + "\"}")))
                .isInstanceOf(Outcome.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mexc", "kraken", "bybit", "coinbase"})
    void takesNoWordForAnOrderId(String venue) {
        assertThat(
                        submit(
                                venue,
                                returned(
                                        "{\"id\":\"not an id\",\"clientOrderId\":\""
                                                + ORDER
                                                + "\"}")))
                .isInstanceOf(Outcome.Unknown.class);
    }

    /** Bitget answers that all is well and shows none; the library makes an error of its own. */
    @Test
    void takesAnEmptyListInAWholeAnswerForNoSuchOrder() {
        Answers bitget = Answers.of("bitget", OURS);

        assertThat(
                        bitget.query(
                                threw(
                                        "OrderNotFound",
                                        200,
                                        "{\"code\":\"00000\",\"msg\":\"success\",\"data\":[]}")))
                .isInstanceOf(Outcome.Refused.class);
        for (String broken :
                new String[] {"{}", "{\"data\":[]}", "{\"code\":\"00000\"}", "", "{\"co"}) {
            assertThat(bitget.query(threw("OrderNotFound", 200, broken)))
                    .as(broken)
                    .isInstanceOf(Outcome.Unknown.class);
        }
    }

    @Test
    void takesNoNotFoundToACancelForAnEnd() {
        Answers binance = Answers.of("binance", OURS);

        assertThat(binance.cancel(threw("OrderNotFound", 400, "{\"code\":-2011}")))
                .isInstanceOf(Outcome.Unknown.class);
        assertThat(binance.query(threw("OrderNotFound", 400, "{\"code\":-2013}")))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(binance.cancel(returned("{\"id\":\"1\"}")))
                .isEqualTo(new Outcome.Acknowledged());
    }

    @Test
    void knowsOnlyIdsThatTheAccountMinted() {
        ClientIds none = new ClientIds(id -> false);

        assertThat(none.own(Json.require("{\"clientOrderId\":\"12\"}"))).isEmpty();
        assertThat(OURS.own(Json.require("{\"clientOrderId\":\"x-12\"}"))).isEmpty();
        assertThat(OURS.own(Json.require("{\"clientOrderId\":\"12\"}"))).contains(new OrderId(12));
    }
}
