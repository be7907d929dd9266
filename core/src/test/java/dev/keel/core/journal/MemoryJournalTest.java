package dev.keel.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keel.core.Samples;
import dev.keel.core.account.Account;
import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.Decision;
import dev.keel.core.account.Situation;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.market.LatestPrices;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryJournalTest {
    private static final Decision OPENED = Account.open(Samples.OPEN, situation());

    private final MemoryJournal journal = new MemoryJournal();

    @Test
    void numbersEventsFromOneWithoutGaps() {
        AccountState state = funded();

        assertThat(journal.read(state.id(), 0))
                .extracting(RecordedEvent::sequence)
                .containsExactly(1L, 2L, 3L);
        assertThat(journal.read(state.id(), 2)).hasSize(1);
        assertThat(journal.read(state.id(), 3)).isEmpty();
    }

    @Test
    void knowsItsAccounts() {
        assertThat(journal.accounts()).isEmpty();

        funded();

        assertThat(journal.accounts()).containsExactly(Samples.PROFILE.id());
    }

    @Test
    void refusesAnAppendBehindTheLast() {
        funded();

        assertThat(append(0, OPENED)).isEqualTo(new Appended.Conflict(3));
        assertThat(journal.read(Samples.PROFILE.id(), 0)).hasSize(3);
    }

    @Test
    void refusesNewRiskUnderTheKillSwitch() {
        AccountState state = funded();
        journal.platform(new TradingSwitch.Halted("all stop"));

        Decision placed = decide(state, order("key"));

        assertThat(append(state.sequence(), placed))
                .isEqualTo(new Appended.Halted(new TradingSwitch.Halted("all stop")));
        assertThat(journal.findOrder(state.id(), new ClientKey("key"))).isEmpty();
    }

    @Test
    void takesWhatAddsNoRiskUnderTheKillSwitch() {
        AccountState state = funded();
        journal.platform(new TradingSwitch.Halted("all stop"));

        Decision halted = decide(state, new AccountCommand.Halt("storm", "tester"));

        assertThat(append(state.sequence(), halted)).isEqualTo(Appended.Committed.INSTANCE);
    }

    @Test
    void takesNewRiskWhenTheKillSwitchIsArmedAgain() {
        AccountState state = funded();
        journal.platform(new TradingSwitch.Halted("all stop"));
        journal.platform(TradingSwitch.Enabled.INSTANCE);

        assertThat(append(state.sequence(), decide(state, order("key"))))
                .isEqualTo(Appended.Committed.INSTANCE);
    }

    @Test
    void findsAnOrderByItsKey() {
        AccountState state = funded();
        append(state.sequence(), decide(state, order("key")));

        assertThat(journal.findOrder(state.id(), new ClientKey("key")))
                .contains(new OrderId(471_100_000_000_001L));
        assertThat(journal.findOrder(state.id(), new ClientKey("other"))).isEmpty();
    }

    @Test
    void findsARefusedOrderByItsKey() {
        AccountState state = funded();
        AccountCommand refused =
                Samples.place(
                        Samples.market(Samples.PERP_ID, Side.SELL, "1")
                                .with(Instruction.REDUCE_ONLY),
                        "key");
        append(state.sequence(), decide(state, refused));

        assertThat(journal.findOrder(state.id(), new ClientKey("key"))).isPresent();
    }

    @Test
    void refusesATakenKey() {
        AccountState state = funded();
        append(state.sequence(), decide(state, order("key")));
        Decision halted =
                decide(
                        decide(state, order("key")).state(),
                        new AccountCommand.Halt("storm", "tester"));
        append(state.sequence() + 1, halted);

        // As if the state had forgotten the order: the same key once more.
        AccountEvent again = decide(state, order("key")).events().getFirst();
        Append append =
                new Append(
                        halted.state().sequence(),
                        List.of(again),
                        Account.apply(
                                halted.state(), new AccountEvent.Resumed(Samples.NOON, "tester")));

        assertThat(journal.append(append).toCompletableFuture().join())
                .isEqualTo(
                        new Appended.KeyTaken(
                                new ClientKey("key"), new OrderId(471_100_000_000_001L)));
    }

    @Test
    void refusesAnAppendOfNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Append(1, List.of(), OPENED.state()))
                .withMessageContaining("events");
    }

    @Test
    void refusesAnAppendWhoseStateIsElsewhere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Append(7, OPENED.events(), OPENED.state()))
                .withMessageContaining("sequence 8, was at 1");
    }

    private AccountState funded() {
        append(0, OPENED);
        Decision deposit =
                decide(
                        OPENED.state(),
                        new AccountCommand.MoveFunds(Samples.usd("10000"), "deposit"));
        append(1, deposit);
        Decision listed = decide(deposit.state(), new AccountCommand.ListInstrument(Samples.PERP));
        append(2, listed);
        return listed.state();
    }

    private Appended append(long expected, Decision decision) {
        return journal.append(new Append(expected, decision.events(), decision.state()))
                .toCompletableFuture()
                .join();
    }

    private static Decision decide(AccountState state, AccountCommand command) {
        return Account.decide(state, command, situation());
    }

    private static AccountCommand order(String key) {
        return Samples.place(Samples.market(Samples.PERP_ID, Side.BUY, "1"), key);
    }

    private static Situation situation() {
        LatestPrices market = new LatestPrices();
        market.update(Samples.PERP_ID, Samples.quote("100"));
        return new Situation(Samples.NOON, market, Samples.NOON, TradingSwitch.Enabled.INSTANCE);
    }
}
