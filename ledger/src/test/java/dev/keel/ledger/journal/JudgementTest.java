package dev.keel.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.journal.Append;
import dev.keel.core.journal.Appended;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderId;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private static final Appended COMMITTED = Appended.Committed.INSTANCE;
    private static final TradingSwitch.Halted HALTED = new TradingSwitch.Halted("why");

    private final Life life = Life.of("a", 1);

    @Test
    void opensAnAccountThatIsNotThere() {
        assertThat(judge(enabled(Map.of()), life.opening())).containsExactly(COMMITTED);
    }

    @Test
    void seesAppendsOfTheBatchBeforeIt() {
        Append opening = life.opening();
        Append first = life.next(Life.deposit());
        Append second = life.next(Life.deposit());

        assertThat(judge(enabled(Map.of()), opening, first, second, second))
                .containsExactly(COMMITTED, COMMITTED, COMMITTED, new Appended.Conflict(5));
    }

    @Test
    void doesNotLetAnAppendFollowARefusedOne() {
        Append buys = life.next(Life.buy("key"));
        Append next = life.next(Life.deposit());
        Facts halted = facts(Map.of(life.id(), 3L), HALTED, Map.of());

        assertThat(judge(halted, buys, next))
                .containsExactly(new Appended.Halted(HALTED), new Appended.Conflict(3));
    }

    @Test
    void haltsOnlyWhatAddsRisk() {
        Append funds = life.next(Life.deposit());
        Append buys = life.next(Life.buy("key"));
        Facts halted = facts(Map.of(life.id(), 3L), HALTED, Map.of());

        assertThat(judge(halted, funds, buys))
                .containsExactly(COMMITTED, new Appended.Halted(HALTED));
    }

    @Test
    void putsAConflictBeforeAHaltAndAHaltBeforeAKey() {
        Append buys = life.next(Life.buy("key"));
        Map<Facts.AccountKey, OrderId> taken =
                Map.of(new Facts.AccountKey(life.id(), new ClientKey("key")), new OrderId(7));

        assertThat(judge(facts(Map.of(life.id(), 9L), HALTED, taken), buys))
                .containsExactly(new Appended.Conflict(9));
        assertThat(judge(facts(Map.of(life.id(), 3L), HALTED, taken), buys))
                .containsExactly(new Appended.Halted(HALTED));
        assertThat(judge(facts(Map.of(life.id(), 3L), TradingSwitch.Enabled.INSTANCE, taken), buys))
                .containsExactly(new Appended.KeyTaken(new ClientKey("key"), new OrderId(7)));
    }

    private static Facts enabled(Map<AccountId, Long> sequences) {
        return facts(sequences, TradingSwitch.Enabled.INSTANCE, Map.of());
    }

    private static Facts facts(
            Map<AccountId, Long> sequences,
            TradingSwitch platform,
            Map<Facts.AccountKey, OrderId> taken) {
        Map<AccountId, Facts.Standing> accounts = new HashMap<>();
        sequences.forEach((account, sequence) ->
                accounts.put(account, new Facts.Standing(sequence, BigDecimal.ZERO)));
        return new Facts(
                accounts, Map.of(), new Facts.Switches(platform, Map.of()), Map.of(), taken);
    }

    private static List<Appended> judge(Facts facts, Append... batch) {
        return Judgement.of(facts, Arrays.stream(batch).map(PendingAppend::of).toList()).outcomes();
    }
}
