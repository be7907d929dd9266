package dev.keel.venues.simulator.generic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.simulator.book.Book;
import dev.keel.venues.simulator.book.BookRules;
import dev.keel.venues.simulator.book.Markets;
import dev.keel.venues.simulator.book.OrderTerms;
import dev.keel.venues.simulator.book.OrderTerms.Lifetime;
import dev.keel.venues.simulator.book.OrderTerms.Trigger;
import dev.keel.venues.simulator.book.OrderTerms.Way;
import dev.keel.venues.simulator.http.Json;
import dev.keel.venues.simulator.http.WireRequest;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestReaderTest {
    private final Book book =
            new Book(
                    Markets.of("phemex", InstrumentKind.SPOT),
                    new BookRules(
                            BookRules.ClientIds.UNIQUE_FOR_EVER,
                            BookRules.Fees.IN_QUOTE_ASSET,
                            BookRules.PostOnly.REFUSED,
                            BookRules.IdForm.UUID,
                            BigDecimal.TEN),
                    InstantSource.system(),
                    1);

    private static RequestReader reader(String names, String body) {
        return new RequestReader(
                Json.read(names),
                new WireRequest("POST", "x.example", "/", "", body, Map.of(), Map.of()));
    }

    private OrderTerms terms(String names, String body) {
        return reader(names, body).terms(book, book.markets().getFirst());
    }

    @Test
    void takesAWordForAFieldThatIsThere() {
        String names = "{\"lifetime\":\"ioc.size?ioc|fok.size?fok\"}";

        assertThat(reader(names, "{\"fok\":{\"size\":\"1\"}}").text("lifetime")).isEqualTo("fok");
        assertThat(reader(names, "{\"gtc\":{\"size\":\"1\"}}").text("lifetime")).isEmpty();
        assertThat(terms(names, "{\"ioc\":{\"size\":\"1\"}}").manner().lifetime())
                .isEqualTo(Lifetime.IOC);
    }

    @Test
    void readsHundredMillionthsAndSaysThePriceInFull() {
        OrderTerms terms =
                terms(
                        "{\"price\":\"priceEp\",\"quantity\":\"baseQtyEv\"}",
                        "{\"priceEp\":9000000000,\"baseQtyEv\":260000000}");

        assertThat(terms.price()).isEqualByComparingTo("90");
        assertThat(terms.quantity()).isEqualByComparingTo("2.6");
        assertThat(terms.wire())
                .containsEntry("price", "90")
                .containsEntry("priceEp", "9000000000");
    }

    @Test
    void waitsForATriggerThatIsNamed() {
        String names =
                "{\"side\":\"side\",\"trigger\":\"stop\",\"price\":\"price\",\"quantity\":\"size\"}";

        OrderTerms stop = terms(names, "{\"side\":\"sell\",\"stop\":\"95\",\"size\":\"1\"}");
        OrderTerms limit = terms(names, "{\"side\":\"buy\",\"price\":\"90\",\"size\":\"1\"}");

        assertThat(stop.trigger()).isEqualTo(new Trigger.At(new BigDecimal("95"), Way.FALLS));
        assertThat(stop.price()).isNull();
        assertThat(limit.trigger()).isNull();
    }

    @Test
    void givesAListOnlyToTheRequestThatItIsFor() {
        assertThat(reader("{\"only\":\"kind\"}", "{\"kind\":\"x\"}").allows("only")).isTrue();
        assertThat(reader("{\"only\":\"kind\"}", "{}").allows("only")).isFalse();
        assertThat(reader("{}", "{}").allows("only")).isTrue();
    }
}
