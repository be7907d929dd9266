package dev.keel.venues.certification;

import dev.keel.core.account.AccountProfile;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.order.OrderId;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.Preflight;
import dev.keel.venues.simulator.BrokerSide;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A connector set up against its simulator, for the cases. Each case has a fresh one, or one whose
 * simulator was cleared.
 */
public interface Rig extends AutoCloseable {
    ConnectorInfo info();

    /** What the cases trade; the broker quotes it at 100 bid, 100.1 ask to begin with. */
    Instrument instrument();

    /** Whose order ids the connector takes for its own. */
    AccountProfile profile();

    BrokerSide broker();

    /** The connection under test. */
    AccountConnection connection();

    /**
     * Ends the connection as a killed process would, and opens another that knows nothing but what
     * is kept on disk.
     */
    AccountConnection reconnect();

    /** Our id as it goes over this wire. */
    String clientIdOf(OrderId order);

    /**
     * When the connector, set up as it is here, has given up on an answer. The cases wait this long
     * where it may stay silent, so it should be as short as a busy machine allows.
     */
    default Duration patience() {
        return Duration.ofSeconds(2);
    }

    /**
     * How long the cases wait for what has to come: a stream that is opened again, an answer after
     * a pause that the venue asked for.
     */
    default Duration deadline() {
        return Duration.ofSeconds(15);
    }

    /**
     * Whether the venue takes a limit order that trades at once. MetaTrader refuses its price;
     * cases in which an order has to trade use a market order there.
     */
    default boolean takesMarketableLimits() {
        return true;
    }

    /**
     * Whether what protects a position must be reduce-only and be for all of it. On an account that
     * keeps both sides MetaTrader knows exits as levels of whole positions; a pending order would
     * open a second position beside the first.
     */
    default boolean protectsWholePositionsOnly() {
        return false;
    }

    /**
     * Whether the connector's history begins with a movement of all that was there before. Whoever
     * books that by himself as well has it twice.
     */
    default boolean tellsOpeningBalance() {
        return false;
    }

    /**
     * The secret values that the connection was opened with, drawn for this rig so that they cannot
     * occur by chance; they must be found nowhere.
     */
    default Set<String> secrets() {
        return Set.of();
    }

    /** Those of the secrets that the protocol itself puts on the wire, such as a FIX password. */
    default Set<String> secretsOnWire() {
        return Set.of();
    }

    /** What the connector and its processes have written to logs, files and consoles so far. */
    default List<String> output() {
        return List.of();
    }

    /**
     * Looks an account over that has this flaw. Where such an account cannot even be opened, the
     * connector's refusal is the one finding.
     *
     * @return empty where the simulator cannot have it
     */
    default Optional<Preflight> preflightWith(Flaw flaw) {
        return Optional.empty();
    }

    /**
     * Has time pass, for the connector and its venue alike; nothing is sent in between.
     *
     * @throws NotShown where their clocks cannot be moved
     */
    default void pass(Duration time) {
        throw new NotShown("the rig's clocks cannot be moved");
    }

    @Override
    void close();
}
