package dev.keel.server.platform;

import dev.keel.core.strategy.BuyAndHold;
import dev.keel.core.strategy.SmaCross;
import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.signals.ehlers.EhlersTrend;
import java.util.List;

/** The strategies that Keel brings along. */
public final class Strategies {
    public static final StrategyCatalog CATALOG =
            new StrategyCatalog(
                    List.of(EhlersTrend.DEFINITION, SmaCross.DEFINITION, BuyAndHold.DEFINITION));

    private Strategies() {}
}
