package dev.keel.venues.certification.metatrader;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.certification.Rig;
import dev.keel.venues.certification.RigFactory;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.VenueId;
import dev.keel.venues.metatrader.MetaTraderConnector;
import dev.keel.venues.simulator.terminal.TerminalKind;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Rigs for MetaTrader. Accounts of version 5 keep positions in one of two ways; both are run. */
public final class MetaTraderRigs implements RigFactory {
    @Override
    public Set<VenueId> venues() {
        return Set.of(MetaTraderConnector.MT4, MetaTraderConnector.MT5);
    }

    @Override
    public Set<InstrumentKind> kinds(VenueId venue) {
        return venues().contains(venue) ? Set.of(InstrumentKind.LINEAR) : Set.of();
    }

    @Override
    public List<String> variants(VenueId venue, InstrumentKind kind) {
        return venue.equals(MetaTraderConnector.MT4)
                ? List.of(USUAL)
                : List.of(name(TerminalKind.HEDGING), name(TerminalKind.NETTING));
    }

    private static String name(TerminalKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public ConnectorInfo info(VenueId venue) {
        return new MetaTraderConnector(venue, InstantSource.system(), Thread::new).info();
    }

    @Override
    public Rig build(VenueId venue, InstrumentKind kind, String variant) {
        if (!kinds(venue).contains(kind)) {
            throw new IllegalArgumentException(
                    "venue must be mt4 or mt5 and kind LINEAR, were " + venue + ", " + kind);
        }
        return new MetaTraderRig(
                variant.isEmpty()
                        ? TerminalKind.POOL
                        : TerminalKind.valueOf(variant.toUpperCase(Locale.ROOT)));
    }

    /** Each rig closes its own. */
    @Override
    public void close() {}
}
