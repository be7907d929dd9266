package dev.keel.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountProfile;
import dev.keel.core.account.AccountSettings;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.Decision;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.account.Situation;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.journal.Append;
import dev.keel.core.journal.Appended;
import dev.keel.core.journal.Journal;
import dev.keel.core.market.LatestPrices;
import dev.keel.core.market.Quote;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.Side;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.sizing.Sizing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An account in a test, decided upon by hand. */
final class Life {
    static final InstrumentId BTC = InstrumentId.of("BTC-USD");
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.891234567Z");
    private static final Asset USD = Asset.of("USD");
    private static final LatestPrices PRICES = new LatestPrices();

    static {
        PRICES.update(BTC, new Quote(Price.of("100"), NOW, Quantity.ZERO));
    }

    private final Append opening;
    private AccountState state;

    private Life(Append opening) {
        this.opening = opening;
        this.state = opening.after();
    }

    /** An account with money and an instrument, all in its opening. */
    static Life of(String name, int number) {
        AccountProfile profile = new AccountProfile(AccountId.of(name), USD, number);
        AccountSettings settings =
                new AccountSettings(
                        ExecutionMode.MANUAL,
                        new Sizing.AllCash(),
                        RiskPolicy.UNLIMITED,
                        Duration.ofMinutes(1));
        Instrument instrument =
                Instrument.spot(BTC, Asset.of("BTC"), USD, TradingRules.FINEST, FeeRates.NONE);
        Decision opened = Account.open(new AccountCommand.Open(profile, settings), situation());
        Decision funded =
                Account.decide(
                        opened.state(),
                        new AccountCommand.MoveFunds(Money.of(USD, "1000000000"), "x"),
                        situation());
        Decision listed =
                Account.decide(
                        funded.state(), new AccountCommand.ListInstrument(instrument), situation());
        List<AccountEvent> events = new ArrayList<>(opened.events());
        events.addAll(funded.events());
        events.addAll(listed.events());
        return new Life(new Append(0, events, listed.state()));
    }

    Append opening() {
        return opening;
    }

    AccountState state() {
        return state;
    }

    AccountId id() {
        return state.id();
    }

    /** Goes on from what the journal has. */
    void restart(List<AccountEvent> events) {
        state = Account.replay(events);
    }

    /** The next append, as if it will be committed. */
    Append next(AccountCommand command) {
        Append append = peek(command);
        state = append.after();
        return append;
    }

    /** What would follow. */
    Append peek(AccountCommand command) {
        Decision decision = Account.decide(state, command, situation());
        return new Append(state, decision.events(), decision.state());
    }

    static AccountCommand deposit() {
        return new AccountCommand.MoveFunds(Money.of(USD, "1.5"), "deposit");
    }

    static AccountCommand buy(String key) {
        return new AccountCommand.PlaceOrder(
                OrderRequest.market(BTC, Side.BUY, Quantity.of("1")),
                new ClientKey(key),
                "tester",
                null);
    }

    static void commit(Journal journal, Append append) {
        assertThat(await(journal.append(append).toCompletableFuture()))
                .isEqualTo(Appended.Committed.INSTANCE);
    }

    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no outcome", e);
        }
    }

    private static Situation situation() {
        return new Situation(NOW, PRICES, NOW, TradingSwitch.Enabled.INSTANCE);
    }
}
