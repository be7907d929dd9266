package dev.keel.venues.certification.rigs;

import dev.keel.venues.ccxt.CcxtConnector;
import dev.keel.venues.ccxt.CcxtPorts;
import dev.keel.venues.ccxt.exchange.Exchanges;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.governor.Governor;
import dev.keel.venues.connector.governor.Lane;
import dev.keel.venues.fix.FixConnector;
import dev.keel.venues.fix.OtherWay;
import dev.keel.venues.fix.dialect.Dialects;
import dev.keel.venues.metatrader.MetaTraderConnector;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What the connectors that come with Keel say of themselves; nothing is opened to tell it. */
public final class StandardInfos {
    private StandardInfos() {}

    /** In the order of the venues. */
    public static List<ConnectorInfo> all() {
        List<ConnectorInfo> all = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            InstantSource clock = InstantSource.system();
            CcxtPorts ccxt =
                    new CcxtPorts(
                            () -> {
                                throw unused();
                            },
                            new Unused(),
                            clock,
                            executor);
            Exchanges.all().forEach(each -> all.add(new CcxtConnector(each, ccxt).info()));
            FixConnector.Ports fix =
                    new FixConnector.Ports(
                            _ -> {
                                throw unused();
                            },
                            _ -> {
                                throw unused();
                            },
                            clock,
                            executor,
                            _ -> {
                                throw unused();
                            },
                            OtherWay.NONE);
            Dialects.all().forEach(each -> all.add(new FixConnector(each, fix).info()));
            all.add(new MetaTraderConnector(MetaTraderConnector.MT4, clock, Thread::new).info());
            all.add(new MetaTraderConnector(MetaTraderConnector.MT5, clock, Thread::new).info());
        }
        return all.stream().sorted(Comparator.comparing(ConnectorInfo::venue)).toList();
    }

    private static IllegalStateException unused() {
        return new IllegalStateException("nothing is opened to tell what a connector is");
    }

    /** Nothing is sent. */
    private static final class Unused implements Governor {
        @Override
        public void submit(
                Lane lane, String key, String endpoint, Instant notAfter, Request request) {
            throw unused();
        }

        @Override
        public void holdUntil(Instant until, String why) {
            throw unused();
        }
    }
}
