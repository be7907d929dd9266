package dev.keel.core.account;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.OrderId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What keeps an account from adding risk, and what has to be made safe.
 *
 * @param strategies switches by the strategy's name
 * @param differences the unexplained ones by number, until they are resolved
 * @param differencesFound how many differences were ever found
 * @param nakedSince since when a position is without the stop it should have
 */
record Safety(
        @Nullable Thrown account,
        SortedTable<String, Thrown> strategies,
        SortedTable<InstrumentId, Thrown> symbols,
        SortedTable<Long, Difference> differences,
        long differencesFound,
        SortedTable<InstrumentId, Instant> nakedSince,
        SortedTable<OrderId, Amendment> amendments) {
    static final Safety NONE =
            new Safety(
                    null,
                    SortedTable.empty(),
                    SortedTable.empty(),
                    SortedTable.empty(),
                    0,
                    SortedTable.empty(),
                    SortedTable.empty());

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
                nakedSince,
                amendments);
    }

    Safety withResolved(long number) {
        return new Safety(
                account,
                strategies,
                symbols,
                differences.without(number),
                differencesFound,
                nakedSince,
                amendments);
    }

    Safety withNaked(InstrumentId instrument, @Nullable Instant since) {
        return new Safety(
                account,
                strategies,
                symbols,
                differences,
                differencesFound,
                changed(nakedSince, instrument, since),
                amendments);
    }

    Safety withAmendment(OrderId order, @Nullable Amendment amendment) {
        return new Safety(
                account,
                strategies,
                symbols,
                differences,
                differencesFound,
                nakedSince,
                changed(amendments, order, amendment));
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
                nakedSince,
                amendments);
    }

    private static <K extends Comparable<? super K>, V> SortedTable<K, V> changed(
            SortedTable<K, V> table, K key, @Nullable V value) {
        return value == null ? table.without(key) : table.with(key, value);
    }
}
