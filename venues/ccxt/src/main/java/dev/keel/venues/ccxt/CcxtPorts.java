package dev.keel.venues.ccxt;

import dev.keel.venues.ccxt.host.VenueHost;
import dev.keel.venues.connector.governor.Governor;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/**
 * What connectors work with; one set may serve any number of them.
 *
 * @param host the child process; asked for whenever it is needed
 * @param executor may run tasks that wait for answers: one thread for each
 */
public record CcxtPorts(
        Supplier<VenueHost> host,
        Governor governor,
        InstantSource clock,
        ExecutorService executor) {}
