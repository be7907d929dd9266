package dev.keel.venues.certification;

import dev.keel.core.account.AccountProfile;
import dev.keel.core.instrument.Instrument;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.simulator.BrokerSide;

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
    String clientIdOf(dev.keel.core.order.OrderId order);

    @Override
    void close();
}
