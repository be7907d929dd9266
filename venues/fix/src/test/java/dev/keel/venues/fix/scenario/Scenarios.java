package dev.keel.venues.fix.scenario;

import dev.keel.venues.fix.transport.FixVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A bench for each scenario, looked over at the end. */
abstract class Scenarios {
    private @Nullable Bench bench;

    Bench bench(FixVersion version) {
        Bench made = Bench.of(version);
        bench = made;
        return made;
    }

    Bench bench(Bench made) {
        bench = made;
        return made;
    }

    @AfterEach
    void nothingWasSentTwice() {
        if (bench != null) {
            bench.close();
        }
    }
}
