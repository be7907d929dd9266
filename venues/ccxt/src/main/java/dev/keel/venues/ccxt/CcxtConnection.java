package dev.keel.venues.ccxt;

import dev.keel.core.execution.VenueConnector;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.venue.Venue;
import dev.keel.venues.ccxt.account.AccountModes;
import dev.keel.venues.ccxt.account.Examination;
import dev.keel.venues.ccxt.exchange.Listing;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.AccountSetup;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.connector.Preflight;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An account's open connection to an exchange. */
public final class CcxtConnection implements AccountConnection {
    private final AccountOpening.Opened opened;
    private final Function<AccountOpening.Opened, Wiring> wiring;
    private final boolean withdrawalAllowed;
    private final Supplier<MarketData> publicData;
    private final Runnable closing;
    private final List<CcxtVenue> connected = new CopyOnWriteArrayList<>();
    private @Nullable MarketData shown;

    /**
     * @param closing what is done when this is closed
     */
    CcxtConnection(
            AccountOpening.Opened opened,
            Function<AccountOpening.Opened, Wiring> wiring,
            boolean withdrawalAllowed,
            Supplier<MarketData> publicData,
            Runnable closing) {
        this.opened = opened;
        this.wiring = wiring;
        this.withdrawalAllowed = withdrawalAllowed;
        this.publicData = publicData;
        this.closing = closing;
    }

    @Override
    public List<Instrument> instruments() {
        return listings().values().stream().map(Listing::instrument).toList();
    }

    private SortedMap<InstrumentId, Listing> listings() {
        return new TreeMap<>(opened.listings());
    }

    @Override
    public Preflight preflight() {
        return new Examination(opened.source(), withdrawalAllowed).run();
    }

    @Override
    public Optional<AccountSetup> setup() {
        return opened.source().kind() == InstrumentKind.SPOT
                ? Optional.empty()
                : Optional.of(new AccountModes(opened.source()));
    }

    /**
     * Connects the account's runner. The ids that its account mints are the ones that are taken for
     * ours.
     */
    @Override
    public VenueConnector venues() {
        return (account, listener) -> {
            opened.owner().set(account.profile());
            CcxtVenue venue = new CcxtVenue(wiring.apply(opened), account, listener);
            connected.add(venue);
            venue.open();
            return (Venue) venue;
        };
    }

    /** Opened when it is needed first: it is a second exchange in the child, with all markets. */
    @Override
    public synchronized MarketData marketData() {
        MarketData open = shown;
        if (open == null) {
            open = publicData.get();
            shown = open;
        }
        return open;
    }

    @Override
    public synchronized void close() {
        connected.forEach(CcxtVenue::close);
        connected.clear();
        MarketData open = shown;
        shown = null;
        if (open != null) {
            open.close();
        }
        closing.run();
    }
}
