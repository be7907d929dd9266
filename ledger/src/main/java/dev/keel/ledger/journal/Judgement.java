package dev.keel.ledger.journal;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.SharedLimit;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.journal.Appended;
import dev.keel.core.order.OrderId;
import dev.keel.ledger.journal.Facts.AccountKey;
import dev.keel.ledger.journal.Facts.Standing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What becomes of each append of a batch, in their order, each seeing those before it. */
final class Judgement {
    private final Facts facts;
    private final Map<AccountId, Standing> standings;
    private final Map<AccountKey, OrderId> keys;
    private final Map<Budget.Scope, Budget> budgets;
    private final List<Appended> outcomes = new ArrayList<>();

    private Judgement(Facts facts) {
        this.facts = facts;
        this.standings = new HashMap<>(facts.accounts());
        this.keys = new HashMap<>(facts.takenKeys());
        this.budgets = new HashMap<>(facts.budgets());
    }

    static Judgement of(Facts facts, List<PendingAppend> batch) {
        Judgement judgement = new Judgement(facts);
        batch.forEach(append -> judgement.outcomes.add(judgement.judge(append)));
        return judgement;
    }

    List<Appended> outcomes() {
        return outcomes;
    }

    /** The budgets that the batch changes. */
    List<Budget> changedBudgets() {
        return budgets.values().stream()
                .filter(budget -> !budget.equals(facts.budgets().get(budget.scope())))
                .toList();
    }

    private Appended judge(PendingAppend append) {
        Optional<Appended> refusal =
                unfit(append).or(() -> halted(append)).or(() -> keyTaken(append));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        // The last question, since it counts what it lets through.
        Optional<Appended> over = reserve(append);
        if (over.isPresent()) {
            return over.get();
        }
        standings.put(append.account(), new Standing(append.last(), append.stake().amount()));
        append.keys()
                .forEach((key, order) -> keys.put(new AccountKey(append.account(), key), order));
        return Appended.Committed.INSTANCE;
    }

    private Optional<Appended> unfit(PendingAppend append) {
        long token = facts.tokens().getOrDefault(append.account(), 0L);
        if (append.fence() != token) {
            return Optional.of(new Appended.Fenced(token));
        }
        long actual = standing(append).sequence();
        return actual == append.before()
                ? Optional.empty()
                : Optional.of(new Appended.Conflict(actual));
    }

    private Optional<Appended> halted(PendingAppend append) {
        if (!append.addsRisk()) {
            return Optional.empty();
        }
        Facts.Switches switches = facts.switches();
        TradingSwitch ofUser =
                switches.users()
                        .getOrDefault(append.profile().user(), TradingSwitch.Enabled.INSTANCE);
        return Appended.Halted.by(switches.platform(), ofUser).map(halted -> halted);
    }

    private Optional<Appended> keyTaken(PendingAppend append) {
        return append.usedKeys().stream()
                .flatMap(key ->
                        Optional.ofNullable(keys.get(new AccountKey(append.account(), key)))
                                .<Appended>map(order -> new Appended.KeyTaken(key, order))
                                .stream())
                .findFirst();
    }

    private Optional<Appended> reserve(PendingAppend append) {
        BigDecimal more = append.stake().amount().subtract(standing(append).stake());
        if (budgets.isEmpty() || more.signum() == 0) {
            return Optional.empty();
        }
        List<Budget> after =
                Budget.Scope.of(append.profile()).stream()
                        .filter(budgets::containsKey)
                        .map(scope -> counted(scope).plus(more))
                        .toList();
        if (append.addsRisk() && more.signum() > 0) {
            Optional<SharedLimit> over =
                    after.stream()
                            .flatMap(
                                    budget -> budget.exceeded(append.profile().currency()).stream())
                            .findFirst();
            if (over.isPresent()) {
                return over.map(Appended.OverLimit::new);
            }
        }
        after.forEach(budget -> budgets.put(budget.scope(), budget));
        return Optional.empty();
    }

    private Budget counted(Budget.Scope scope) {
        return Objects.requireNonNull(budgets.get(scope));
    }

    private Standing standing(PendingAppend append) {
        return standings.getOrDefault(append.account(), Standing.NEW);
    }
}
