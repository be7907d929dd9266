package dev.keel.ledger.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.ledger.TestDatabases;
import dev.keel.ledger.database.DatabaseAddress;
import dev.keel.ledger.database.LedgerDatabase;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedPositionsIT {
    private static final InstrumentId BTC = InstrumentId.of("BTC-USD");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final DatabaseAddress address = TestDatabases.create();
    private final LedgerDatabase database = LedgerDatabase.open(address);
    private final FeedPositions feeds = new FeedPositions(database);

    @AfterEach
    void close() {
        database.close();
        TestDatabases.drop(address);
    }

    @Test
    void knowsNothingAtFirst() {
        assertThat(feeds.lastBarClose("replay", BTC)).isEmpty();
    }

    @Test
    void remembersTheLastBarOfEachFeedAndInstrument() {
        feeds.save("replay", BTC, NOON);
        feeds.save("replay", BTC, NOON.plusSeconds(60));
        feeds.save("replay", InstrumentId.of("ETH-USD"), NOON);
        feeds.save("other", BTC, NOON.minusSeconds(60));

        assertThat(feeds.lastBarClose("replay", BTC)).contains(NOON.plusSeconds(60));
        assertThat(feeds.lastBarClose("replay", InstrumentId.of("ETH-USD"))).contains(NOON);
        assertThat(feeds.lastBarClose("other", BTC)).contains(NOON.minusSeconds(60));
    }
}
