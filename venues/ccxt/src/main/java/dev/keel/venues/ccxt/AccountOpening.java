package dev.keel.venues.ccxt;

import dev.keel.core.account.AccountProfile;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.money.Asset;
import dev.keel.venues.ccxt.account.AccountSource;
import dev.keel.venues.ccxt.account.Owners;
import dev.keel.venues.ccxt.answer.Answers;
import dev.keel.venues.ccxt.answer.ClientIds;
import dev.keel.venues.ccxt.answer.OrderReader;
import dev.keel.venues.ccxt.answer.TradeReader;
import dev.keel.venues.ccxt.call.VenueCalls;
import dev.keel.venues.ccxt.exchange.Exchange;
import dev.keel.venues.ccxt.exchange.Listing;
import dev.keel.venues.connector.VenueAccount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a connection's parts out of what an account is and what the venue lists. */
final class AccountOpening {
    private final Exchange exchange;
    private final VenueAccount account;

    AccountOpening(Exchange exchange, VenueAccount account) {
        this.exchange = exchange;
        this.account = account;
    }

    /**
     * Chooses the account's instruments and builds what reads and writes of them.
     *
     * @throws IllegalArgumentException if the venue does not list one of them, or they cannot be
     *     kept apart in one account
     */
    Opened open(VenueCalls calls, Map<InstrumentId, Listing> all, Duration patience) {
        SortedMap<InstrumentId, Listing> chosen = chosen(all);
        Asset currency = currency(chosen);
        AtomicReference<@Nullable AccountProfile> owner = new AtomicReference<>();
        ClientIds clientIds =
                new ClientIds(id ->
                        Optional.ofNullable(owner.get())
                                .filter(profile -> profile.minted(id))
                                .isPresent());
        Map<InstrumentId, Instrument> instruments =
                chosen.values().stream()
                        .map(Listing::instrument)
                        .collect(Collectors.toMap(Instrument::id, Function.identity()));
        AccountSource source =
                new AccountSource(
                        exchange,
                        account.kind(),
                        List.copyOf(chosen.values()),
                        currency,
                        calls,
                        Answers.of(exchange.id(), clientIds),
                        new OrderReader(clientIds),
                        new TradeReader(instruments),
                        new Owners(clientIds),
                        patience);
        return new Opened(source, chosen, owner);
    }

    private SortedMap<InstrumentId, Listing> chosen(Map<InstrumentId, Listing> all) {
        SortedMap<InstrumentId, Listing> chosen = new TreeMap<>();
        Set<InstrumentId> missing = new TreeSet<>();
        for (InstrumentId id : account.instruments()) {
            Listing listing = all.get(id);
            if (listing == null) {
                missing.add(id);
            } else {
                chosen.put(id, listing);
            }
        }
        if (!missing.isEmpty() || chosen.isEmpty()) {
            throw new IllegalArgumentException(
                    "instruments must be listed by "
                            + exchange.id()
                            + " as "
                            + Exchange.word(account.kind())
                            + ", were not: "
                            + missing);
        }
        return chosen;
    }

    /** One currency, and on a spot market every base once: else a balance would be nobody's. */
    private Asset currency(SortedMap<InstrumentId, Listing> chosen) {
        Set<Asset> quotes = new TreeSet<>();
        Set<Asset> bases = new TreeSet<>();
        for (Listing listing : chosen.values()) {
            quotes.add(listing.instrument().quote());
            boolean news = bases.add(listing.instrument().base());
            if (!news && account.kind() == InstrumentKind.SPOT) {
                throw new IllegalArgumentException(
                        "instruments must have different bases, "
                                + listing.instrument().base()
                                + " is there twice");
            }
        }
        if (quotes.size() != 1) {
            throw new IllegalArgumentException(
                    "instruments must be paid in one currency, were in " + quotes);
        }
        return quotes.iterator().next();
    }

    /**
     * An account's parts.
     *
     * @param owner whose ids are ours; known once a runner is connected
     */
    record Opened(
            AccountSource source,
            SortedMap<InstrumentId, Listing> listings,
            AtomicReference<@Nullable AccountProfile> owner) {}
}
