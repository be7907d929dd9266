package dev.keel.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.strategy.SmaCross;
import dev.keel.server.BarFiles;
import dev.keel.server.RunningKeel;
import dev.keel.server.RunningKeel.Answer;
import dev.keel.server.TestDatabases;
import dev.keel.server.platform.FeedSettings;
import dev.keel.server.platform.PlatformSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Orders of clients over HTTP, on a market that stands at 100. */
class TradingIT {
    @TempDir private Path folder;

    private String database;
    private RunningKeel keel;

    @BeforeEach
    void start() {
        database = TestDatabases.create();
        keel =
                RunningKeel.playing(
                        database, BarFiles.minutes(folder, 100, 101, 102), RunningKeel.STANDING);
        RunningKeel.await(
                "there is a price",
                () -> !keel.get("/api/v1/system/status").body().at("/feed/last_price").isNull());
    }

    @AfterEach
    void stop() {
        keel.close();
    }

    @Test
    void fillsAMarketOrder() {
        Answer answer = keel.execute(buy("5"), "Idempotency-Key", "first");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("success").asBoolean()).isTrue();
        assertThat(answer.text("trade_uuid")).isEqualTo("first");
        assertThat(answer.text("status")).isEqualTo("filled");
        assertThat(answer.text("execution_time")).isEqualTo("2024-01-01T00:00:00Z");
        assertThat(answer.body().at("/broker_result/average_price").asDecimal())
                .isEqualByComparingTo("100");
        assertThat(answer.body().at("/broker_result/fee").asDecimal())
                .as("0.1 % of 500")
                .isEqualByComparingTo("0.5");
    }

    @Test
    void showsThePositionAndTheLedger() {
        keel.execute(buy("5"));

        JsonNode position = keel.get("/api/v1/trading/positions").body().at("/positions/0");
        JsonNode status = keel.get("/api/v1/trading/status").body();
        JsonNode ledger = keel.get("/api/v1/trading/ledger?status=filled").body();

        assertThat(position.path("symbol").asString()).isEqualTo("TEST");
        assertThat(position.path("side").asString()).isEqualTo("long");
        assertThat(position.path("quantity").asDecimal()).isEqualByComparingTo("5");
        assertThat(position.path("unrealized_pnl").asDecimal()).isEqualByComparingTo("0");
        assertThat(status.path("active_positions").asInt()).isEqualTo(1);
        assertThat(status.path("last_reconciliation").isNull()).isTrue();
        assertThat(ledger.at("/pagination/total").asInt()).isEqualTo(1);
        assertThat(ledger.at("/trades/0/requested_quantity").asDecimal()).isEqualByComparingTo("5");
    }

    @Test
    void takesTheSameKeyTwiceForOneOrder() {
        Answer first = keel.execute(buy("5"), "Idempotency-Key", "again");
        Answer second = keel.execute(buy("5.00"), "Idempotency-Key", "again");

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.http().headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void takesHeaderAndFieldForTheSameKey() {
        Answer first = keel.execute(buy("5"), "Idempotency-Key", "key");
        Answer second =
                keel.execute(
                        "{\"symbol\":\"TEST\",\"action\":\"BUY\",\"quantity\":5,"
                                + "\"trade_uuid\":\"key\"}");

        assertThat(second.text("ledger_id")).isEqualTo(first.text("ledger_id"));
    }

    @Test
    void makesOneOrderOfManyEqualRequestsAtOnce() throws Exception {
        List<Callable<Answer>> requests =
                Stream.<Callable<Answer>>generate(
                                () -> () -> keel.execute(buy("1"), "Idempotency-Key", "at-once"))
                        .limit(16)
                        .toList();

        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = clients.invokeAll(requests);

            assertThat(answers)
                    .extracting(answer -> answer.resultNow().text("ledger_id"))
                    .hasSize(16)
                    .containsOnly(answers.getFirst().resultNow().text("ledger_id"));
            assertThat(answers)
                    .filteredOn(answer ->
                            answer.resultNow()
                                    .http()
                                    .headers()
                                    .firstValue("Idempotency-Replayed")
                                    .orElseThrow()
                                    .equals("false"))
                    .hasSize(1);
        }
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void knowsAKeyAfterARestart() {
        Answer before = keel.execute(buy("5"), "Idempotency-Key", "kept");
        keel.close();
        keel = RunningKeel.start(noMarket());

        Answer after = keel.execute(buy("5"), "Idempotency-Key", "kept");

        assertThat(after.body()).isEqualTo(before.body());
        assertThat(orders()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BUY  | 6 |                                 | quantity was 5, is 6",
                "SELL | 5 |                                 | action was BUY, is SELL",
                "BUY  | 5 | order_type:'LIMIT',entry_price:99 | order_type was MARKET, is LIMIT",
                "BUY  | 5 | stop_loss:90                    | stop_loss was absent, is 90",
                "BUY  | 5 | reduce_only:true                | reduce_only was false, is true"
            })
    void refusesAKeyThatNamesAnotherOrder(
            String action, int quantity, @Nullable String further, String difference) {
        keel.execute(buy("5"), "Idempotency-Key", "taken");

        Answer answer = keel.execute(body(action, quantity, further), "Idempotency-Key", "taken");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.text("detail"))
                .startsWith("the key taken was used for another order before: ")
                .contains(difference);
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void mintsAKeyIfThereIsNone() {
        Answer first = keel.execute(buy("1"));
        Answer second = keel.execute(buy("2"));

        assertThat(first.text("trade_uuid")).hasSize(36).isNotEqualTo(second.text("trade_uuid"));
        assertThat(first.http().headers().firstValue("Idempotency-Key"))
                .contains(first.text("trade_uuid"));
        assertThat(orders()).isEqualTo(2);
    }

    @Test
    void namesEveryReasonOfARefusal() {
        Answer answer = keel.execute(buy("1000000"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("success").asBoolean()).isFalse();
        assertThat(answer.text("status")).isEqualTo("rejected");
        assertThat(answer.body().path("reasons").valueStream().map(JsonNode::asString))
                .extracting(reason -> reason.substring(0, reason.indexOf(':')))
                .containsExactly("INSUFFICIENT_FUNDS", "POSITION_SIZE", "LEVERAGE");
        assertThat(answer.body().path("broker_result").isNull()).isTrue();
        JsonNode rejected = keel.get("/api/v1/trading/ledger?status=rejected").body();
        assertThat(rejected.at("/pagination/total").asInt()).isEqualTo(1);
    }

    @Test
    void refusesAnImpatientRepetitionUnderANewKey() {
        keel.execute(buy("5"), "Idempotency-Key", "one");

        Answer answer = keel.execute(buy("5"), "Idempotency-Key", "two");

        assertThat(answer.body().path("success").asBoolean()).isFalse();
        assertThat(answer.text("message")).contains("DUPLICATE");
    }

    @Test
    void leavesALimitOrderAtTheVenue() {
        Answer answer =
                keel.execute(
                        "{\"symbol\":\"TEST\",\"action\":\"BUY\",\"quantity\":1,"
                                + "\"order_type\":\"LIMIT\",\"entry_price\":90}");

        assertThat(answer.body().path("success").asBoolean()).isTrue();
        assertThat(answer.text("status")).isEqualTo("working");
        assertThat(answer.text("message")).contains("waits");
        assertThat(answer.body().path("execution_time").isNull()).isTrue();
    }

    @Test
    void placesTheExitsThatAnEntryCarries() {
        keel.execute(
                "{\"symbol\":\"TEST\",\"action\":\"BUY\",\"quantity\":1,"
                        + "\"stop_loss\":95,\"take_profit\":110}");

        RunningKeel.await(
                "the exits work",
                () ->
                        keel.get("/api/v1/trading/ledger?status=working")
                                        .body()
                                        .at("/pagination/total")
                                        .asInt()
                                == 2);
    }

    @Test
    void refusesOrdersWithoutAPrice() {
        keel.close();
        keel = RunningKeel.start(noMarket());

        Answer answer = keel.execute(buy("1"));

        assertThat(answer.body().path("success").asBoolean()).isFalse();
        assertThat(answer.text("message")).contains("NO_PRICE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"action\":\"BUY\",\"quantity\":1}                             | 400 | symbol | is required",
                "{\"symbol\":\"T T\",\"action\":\"BUY\",\"quantity\":1}          | 400 | symbol | must be 1 to 40",
                "{\"symbol\":\"OTHER\",\"action\":\"BUY\",\"quantity\":1}        | 422 | symbol | is not traded",
                "{\"symbol\":7,\"action\":\"BUY\",\"quantity\":1}                | 400 | symbol | must be a text",
                "{\"symbol\":\"TEST\",\"quantity\":1}                            | 400 | action | is required",
                "{\"symbol\":\"TEST\",\"action\":\"HOLD\",\"quantity\":1}        | 400 | action | must be one of BUY, SELL",
                "{\"symbol\":\"TEST\",\"action\":\"BUY\"}                        | 400 | quantity | is required",
                "{\"symbol\":\"TEST\",\"action\":\"BUY\",\"quantity\":0}         | 400 | quantity | must be above 0",
                "{\"symbol\":\"TEST\",\"action\":\"BUY\",\"quantity\":\"two\"}   | 400 | quantity | must be a number",
                "{\"symbol\":\"TEST\",\"action\":\"BUY\",\"quantity\":1e999999}  | 400 | quantity | must have at most",
                "{\"symbol\":\"TEST\",\"action\":\"BUY\",\"quantity\":1,\"stop_loss\":-1} | 400 | stop_loss | must be above 0",
                "{\"symbol\":\"TEST\",\"action\":\"BUY\",\"quantity\":1,\"order_type\":\"LIMIT\"} | 422 | entry_price | is required for order_type LIMIT",
                "{\"symbol\":\"TEST\",\"action\":\"BUY\",\"quantity\":1,\"order_type\":\"STOP\"} | 422 | stop_price | is required for order_type STOP"
            })
    void namesTheFieldThatIsWrong(String body, int status, String field, String message) {
        Answer answer = keel.execute(body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo(field);
        assertThat(answer.body().at("/errors/0/message").asString()).startsWith(message);
        assertThat(answer.text("detail")).startsWith(field + " " + message);
        assertThat(orders()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{nonsense | the body is not JSON",
                "[]        | the body must be a JSON object",
                "''        | a JSON body is required"
            })
    void saysThatABodyCannotBeRead(String body, String detail) {
        Answer answer = keel.execute(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("detail")).startsWith(detail);
        assertThat(answer.http().body()).doesNotContain("jackson", "Exception");
    }

    @Test
    void passesOverFieldsThatItDoesNotKnow() {
        Answer answer =
                keel.execute(
                        "{\"symbol\":\"TEST\",\"action\":\"buy\",\"quantity\":\"1\","
                                + "\"leverage\":3,\"metadata\":{\"a\":[1]},\"timeframe\":\"H1\"}");

        assertThat(answer.body().path("success").asBoolean()).isTrue();
    }

    @Test
    void refusesTwoKeysThatDiffer() {
        Answer answer =
                keel.execute(
                        "{\"symbol\":\"TEST\",\"action\":\"BUY\",\"quantity\":1,"
                                + "\"trade_uuid\":\"a\"}",
                        "Idempotency-Key",
                        "b");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("detail")).startsWith("trade_uuid must be the same");
    }

    @Test
    void pagesTheLedger() {
        List.of("1", "2", "3").forEach(quantity -> keel.execute(buy(quantity)));

        JsonNode page = keel.get("/api/v1/trading/ledger?limit=2&offset=1").body();

        assertThat(page.path("trades").valueStream())
                .extracting(row -> row.path("requested_quantity").asInt())
                .containsExactly(2, 1);
        assertThat(page.path("pagination").toString())
                .isEqualTo("{\"total\":3,\"limit\":2,\"offset\":1,\"has_more\":false}");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit must be 1 to 1000",
        "limit=x, 'limit has the wrong type, was ''x'''",
        "offset=-1, offset must not be below 0",
        "status=gone, 'status is not known, was ''gone'''"
    })
    void namesTheParameterThatIsWrong(String query, String detail) {
        Answer answer = keel.get("/api/v1/trading/ledger?" + query);

        assertThat(answer.status()).isBetween(400, 422);
        assertThat(answer.text("detail")).isEqualTo(detail);
    }

    @Test
    void saysInItsOwnWayThatThereIsNoSuchRoute() {
        Answer problem = keel.get("/api/v1/nothing");
        Answer flag = keel.get("/api/trading/nothing");

        assertThat(problem.status()).isEqualTo(404);
        assertThat(problem.text("detail")).isEqualTo("there is no such route");
        assertThat(flag.status()).isEqualTo(404);
        assertThat(flag.body().toString())
                .isEqualTo("{\"success\":false,\"error\":\"there is no such route\"}");
    }

    private PlatformSettings noMarket() {
        return RunningKeel.settings(database, FeedSettings.None.INSTANCE, SmaCross.DEFINITION);
    }

    private int orders() {
        return keel.get("/api/v1/trading/ledger").body().at("/pagination/total").asInt();
    }

    private static String body(String action, int quantity, @Nullable String further) {
        String fields =
                further == null
                        ? ""
                        : "," + further.replaceAll("(\\w+):", "\"$1\":").replace('\'', '"');
        return "{\"symbol\":\"TEST\",\"action\":\"%s\",\"quantity\":%d%s}"
                .formatted(action, quantity, fields);
    }

    private static String buy(String quantity) {
        return "{\"symbol\":\"TEST\",\"action\":\"BUY\",\"quantity\":%s}".formatted(quantity);
    }
}
