package dev.keel.server;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The parts of the server know of each other only what they offer, and in one direction. */
class ModulesTest {

    @Test
    void partsKeepToTheirBounds() {
        ApplicationModules.of("dev.keel.server").verify();
    }
}
