package dev.keel.venues.certification;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountProfile;
import dev.keel.core.account.AccountSettings;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.Decision;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.account.Situation;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.market.Quote;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.sizing.Sizing;
import dev.keel.core.venue.VenueReport;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An account that decides and books as a runner's does, for cases that drive a connector by hand.
 * For any number of threads.
 */
public final class Books {
    static final AccountSettings SETTINGS =
            new AccountSettings(
                    ExecutionMode.MANUAL,
                    new Sizing.PercentOfEquity(new BigDecimal("0.1")),
                    RiskPolicy.UNLIMITED,
                    Duration.ofMinutes(1));

    private final Instrument instrument;
    private final InstantSource clock;
    private AccountState state;
    private int keys;
    private @Nullable String trouble;

    Books(AccountProfile profile, Instrument instrument, InstantSource clock) {
        this.instrument = instrument;
        this.clock = clock;
        this.state = Account.open(new AccountCommand.Open(profile, SETTINGS), situation()).state();
        Decision _ =
                decide(
                        new AccountCommand.MoveFunds(
                                Money.of(profile.currency(), "1000000"), "certification"));
        Decision _ = decide(new AccountCommand.ListInstrument(instrument));
    }

    /** The account as it stands. */
    public synchronized AccountState state() {
        return state;
    }

    /** Decides an order as the account's runner would; it is open in the books from now on. */
    synchronized Order place(OrderRequest request) {
        keys++;
        Decision decision =
                decide(
                        new AccountCommand.PlaceOrder(
                                request,
                                new ClientKey("certification " + keys),
                                "certification",
                                null));
        return decision.events().stream()
                .filter(AccountEvent.OrderPlaced.class::isInstance)
                .map(AccountEvent.OrderPlaced.class::cast)
                .findFirst()
                .flatMap(placed -> state.order(placed.order()))
                .orElseThrow(() ->
                        new IllegalStateException(
                                "the account itself refused "
                                        + request
                                        + ": "
                                        + decision.events()));
    }

    /** Books what the venue said; what cannot be booked is trouble. */
    synchronized void take(VenueReport report) {
        try {
            Decision _ = decide(new AccountCommand.Take(report));
        } catch (RuntimeException e) {
            trouble = "the report " + report + " cannot be booked: " + e.getMessage();
        }
    }

    synchronized Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private Decision decide(AccountCommand command) {
        Decision decision = Account.decide(state, command, situation());
        state = decision.state();
        return decision;
    }

    private Situation situation() {
        Quote quote = new Quote(Price.of("100"), clock.instant(), Quantity.ZERO);
        return new Situation(
                clock.instant(),
                asked -> asked.equals(instrument.id()) ? Optional.of(quote) : Optional.empty(),
                null,
                TradingSwitch.Enabled.INSTANCE);
    }
}
