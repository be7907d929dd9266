package dev.keel.ledger.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountState;
import dev.keel.core.journal.Append;
import dev.keel.testkit.AccountHistories;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ProjectionTest {
    /** One event at a time, or twenty, or as they were decided: the tables are the same. */
    @Property(tries = 60)
    void doesNotHangOnHowAHistoryWasCut(@ForAll long seed) {
        List<AccountEvent> events =
                AccountHistories.ofSeed(seed).take(60).stream()
                        .flatMap(append -> append.events().stream())
                        .toList();

        Random random = new Random(seed);

        assertThat(cells(events, _ -> 1 + random.nextInt(20)))
                .containsExactlyEntriesOf(cells(events, _ -> 1));
    }

    @Test
    void writesEveryEventOnceInItsOrder() {
        Append append = AccountHistories.ofSeed(5).open();

        List<Row> rows = Projection.of(append);

        assertThat(rows)
                .filteredOn(row -> row.table() == LedgerTables.EVENT)
                .extracting(row -> row.value(1).orElseThrow())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, append.events().size())
                                .mapToObj(i -> (Object) (long) i)
                                .toList());
        assertThat(Projection.tablesOf(null, append.events(), append.after()))
                .noneMatch(row -> row.table() == LedgerTables.EVENT);
    }

    /** How many events go into the append that begins at an index. */
    private interface Cut {
        int at(int index);
    }

    /** Every cell by its table, row and column. */
    private static Map<String, String> cells(List<AccountEvent> events, Cut cut) {
        Map<Object, Row> rows = new LinkedHashMap<>();
        AccountState state = null;
        int index = 0;
        while (index < events.size()) {
            AccountState before = state;
            List<AccountEvent> some =
                    events.subList(index, Math.min(events.size(), index + cut.at(index)));
            for (AccountEvent event : some) {
                state =
                        state == null
                                ? Account.replay(List.of(event))
                                : Account.apply(state, event);
            }
            for (Row row : Projection.tablesOf(before, some, Objects.requireNonNull(state))) {
                Object key = row.key() == row ? written(row) : row.key();
                rows.merge(row.table().name() + " " + key, row, Row::then);
            }
            index += some.size();
        }
        Map<String, String> cells = new TreeMap<>();
        rows.forEach((key, row) -> {
            for (int i = 0; i < row.table().columns().size(); i++) {
                String column = row.table().columns().get(i).name();
                cells.put(key + " " + column, String.valueOf(row.element(i)));
            }
        });
        return cells;
    }

    /** A row that is written once is told by its event, and by what it says. */
    private static String written(Row row) {
        return IntStream.range(0, row.table().columns().size())
                .mapToObj(i -> String.valueOf(row.element(i)))
                .toList()
                .toString();
    }
}
