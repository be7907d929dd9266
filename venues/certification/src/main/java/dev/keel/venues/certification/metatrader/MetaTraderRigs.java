package dev.keel.venues.certification.metatrader;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.certification.Rig;
import dev.keel.venues.certification.RigFactory;
import dev.keel.venues.connector.VenueId;
import dev.keel.venues.metatrader.MetaTraderConnector;
import dev.keel.venues.simulator.terminal.TerminalKind;
import java.util.Set;

/**
 * Builds rigs for MetaTrader. Version 5 keeps positions in one of two ways: a factory is made for
 * one of them, and a certificate needs both.
 */
public final class MetaTraderRigs implements RigFactory {
    private final TerminalKind five;

    /**
     * @param five how accounts of version 5 keep what is held
     */
    public MetaTraderRigs(TerminalKind five) {
        if (five.isPool()) {
            throw new IllegalArgumentException("five must be NETTING or HEDGING, was " + five);
        }
        this.five = five;
    }

    @Override
    public Set<VenueId> venues() {
        return Set.of(MetaTraderConnector.MT4, MetaTraderConnector.MT5);
    }

    @Override
    public Set<InstrumentKind> kinds(VenueId venue) {
        return venues().contains(venue) ? Set.of(InstrumentKind.LINEAR) : Set.of();
    }

    @Override
    public Rig build(VenueId venue, InstrumentKind kind) {
        if (!kinds(venue).contains(kind)) {
            throw new IllegalArgumentException(
                    "venue must be mt4 or mt5 and kind LINEAR, were " + venue + ", " + kind);
        }
        return new MetaTraderRig(venue.equals(MetaTraderConnector.MT4) ? TerminalKind.POOL : five);
    }

    /** Each rig closes its own. */
    @Override
    public void close() {}
}
