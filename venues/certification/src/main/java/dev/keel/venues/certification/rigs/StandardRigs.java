package dev.keel.venues.certification.rigs;

import dev.keel.venues.certification.RigFactory;
import dev.keel.venues.certification.ccxt.CcxtRigs;
import dev.keel.venues.certification.fix.FixRigs;
import dev.keel.venues.certification.metatrader.MetaTraderRigs;
import java.util.List;

/** The rigs of all connectors that come with Keel. */
public final class StandardRigs {
    private StandardRigs() {}

    /** Opens them; what a technology needs, such as a Node, starts with its first rig. */
    public static RigFactory open() {
        return new JoinedRigs(List.of(new CcxtRigs(), new FixRigs(), new MetaTraderRigs()));
    }
}
