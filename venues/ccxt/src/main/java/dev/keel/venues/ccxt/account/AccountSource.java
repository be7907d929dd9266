package dev.keel.venues.ccxt.account;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.money.Asset;
import dev.keel.core.venue.outcome.Outcome;
import dev.keel.venues.ccxt.answer.Answers;
import dev.keel.venues.ccxt.answer.OrderReader;
import dev.keel.venues.ccxt.answer.TradeReader;
import dev.keel.venues.ccxt.call.VenueCalls;
import dev.keel.venues.ccxt.exchange.Exchange;
import dev.keel.venues.ccxt.exchange.Listing;
import dev.keel.venues.ccxt.host.HostReply;
import java.time.Duration;
import java.util.List;

/**
 * Where the record of one account is read, and how.
 *
 * @param listings what the account trades, in the order of their ids
 * @param currency what its cash is counted in
 */
public record AccountSource(
        Exchange exchange,
        InstrumentKind kind,
        List<Listing> listings,
        Asset currency,
        VenueCalls calls,
        Answers answers,
        OrderReader orders,
        TradeReader trades,
        Owners owners,
        Duration patience) {
    public AccountSource {
        listings = List.copyOf(listings);
    }

    RecordPlan plan() {
        return RecordPlan.of(exchange, kind);
    }

    List<String> symbols() {
        return listings.stream().map(Listing::symbol).toList();
    }

    /** Whether a venue that was asked for an order says that it shows none. */
    boolean isAbsent(HostReply reply) {
        return answers.query(reply) instanceof Outcome.Refused;
    }
}
