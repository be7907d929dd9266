package dev.keel.venues.ccxt.host;

import dev.keel.venues.connector.Credentials;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An exchange that is open or being opened, with what is needed to open it again. */
final class OpenExchange {
    private final ExchangeSpec spec;
    private final SealedKeys keys;
    private final AtomicReference<@Nullable HostCall> preparation = new AtomicReference<>();

    /** The child that it is open in. */
    private final AtomicReference<@Nullable HostProcess> home = new AtomicReference<>();

    private volatile boolean established;

    OpenExchange(ExchangeSpec spec) {
        this.keys = SealedKeys.of(spec.credentials());
        this.spec =
                new ExchangeSpec(
                        spec.name(),
                        spec.ccxtId(),
                        spec.numbers(),
                        spec.options(),
                        spec.redirect(),
                        spec.testNetwork(),
                        Credentials.none());
    }

    String name() {
        return spec.name();
    }

    /** The line that opens it, and holds its keys. */
    byte[] opening(long id) {
        return HostMessages.open(id, spec, keys);
    }

    SealedKeys keys() {
        return keys;
    }

    /** Whether it has been open once: a new child is told of it. */
    boolean established() {
        return established;
    }

    boolean isOpenIn(HostProcess child) {
        return home.get() == child;
    }

    void openedIn(HostProcess child) {
        established = true;
        home.set(child);
    }

    /** What has to be done again in a new child. */
    Optional<HostCall> preparation() {
        return Optional.ofNullable(preparation.get());
    }

    void prepared(HostCall call) {
        preparation.set(call);
    }
}
