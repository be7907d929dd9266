package dev.keel.core.account;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.OrderId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What keeps an account from adding risk, and what has to be made safe.
 *
 * @param strategies switches by the strategy's name
 * @param differences the unexplained ones by number, until they are resolved
 * @param differencesFound how many differences were ever found
 * @param watch what is held on what plan
 * @param waiting entries that wait for a close
 */
record Safety(
        @Nullable Thrown account,
        SortedTable<String, Thrown> strategies,
        SortedTable<InstrumentId, Thrown> symbols,
        SortedTable<Long, Difference> differences,
        long differencesFound,
        Watch watch,
        SortedTable<OrderId, Amendment> amendments,
        SortedTable<InstrumentId, WaitingEntry> waiting) {
    static final Safety NONE =
            new Safety(
                    null,
                    SortedTable.empty(),
                    SortedTable.empty(),
                    SortedTable.empty(),
                    0,
                    Watch.NOTHING,
                    SortedTable.empty(),
                    SortedTable.empty());

    boolean isSwitchThrown() {
        return account != null || strategies.size() > 0 || symbols.size() > 0;
    }

    Optional<Thrown> thrown(SwitchScope scope) {
        return switch (scope) {
            case SwitchScope.OfAccount _ -> Optional.ofNullable(account);
            case SwitchScope.OfStrategy(String strategy) -> strategies.get(strategy);
            case SwitchScope.OfSymbol(InstrumentId instrument) -> symbols.get(instrument);
        };
    }

    Safety with(SwitchScope scope, @Nullable Thrown thrown) {
        return switch (scope) {
            case SwitchScope.OfAccount _ -> of(thrown, strategies, symbols);
            case SwitchScope.OfStrategy(String strategy) ->
                    of(account, changed(strategies, strategy, thrown), symbols);
            case SwitchScope.OfSymbol(InstrumentId instrument) ->
                    of(account, strategies, changed(symbols, instrument, thrown));
        };
    }

    Safety withFound(Difference found) {
        return new Safety(
                account,
                strategies,
                symbols,
                found.isUnexplained() ? differences.with(found.number(), found) : differences,
                Math.max(differencesFound, found.number()),
                watch,
                amendments,
                waiting);
    }

    Safety withResolved(long number) {
        return new Safety(
                account,
                strategies,
                symbols,
                differences.without(number),
                differencesFound,
                watch,
                amendments,
                waiting);
    }

    Safety with(Watch newWatch) {
        return newWatch.equals(watch)
                ? this
                : new Safety(
                        account,
                        strategies,
                        symbols,
                        differences,
                        differencesFound,
                        newWatch,
                        amendments,
                        waiting);
    }

    Safety withAmendment(OrderId order, @Nullable Amendment amendment) {
        return new Safety(
                account,
                strategies,
                symbols,
                differences,
                differencesFound,
                watch,
                changed(amendments, order, amendment),
                waiting);
    }

    Safety withWaiting(InstrumentId instrument, @Nullable WaitingEntry entry) {
        return new Safety(
                account,
                strategies,
                symbols,
                differences,
                differencesFound,
                watch,
                amendments,
                changed(waiting, instrument, entry));
    }

    private Safety of(
            @Nullable Thrown newAccount,
            SortedTable<String, Thrown> newStrategies,
            SortedTable<InstrumentId, Thrown> newSymbols) {
        return new Safety(
                newAccount,
                newStrategies,
                newSymbols,
                differences,
                differencesFound,
                watch,
                amendments,
                waiting);
    }

    private static <K extends Comparable<? super K>, V> SortedTable<K, V> changed(
            SortedTable<K, V> table, K key, @Nullable V value) {
        return value == null ? table.without(key) : table.with(key, value);
    }
}
