package dev.keel.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SortedTableTest {
    @Property
    void isATreeMapWhateverIsPutInAndTakenOut(
            @ForAll @Size(max = 60) List<@IntRange(min = -20, max = 20) Integer> steps) {
        TreeMap<Integer, String> map = new TreeMap<>();
        SortedTable<Integer, String> table = SortedTable.empty();

        for (int step : steps) {
            int key = Math.floorMod(step, 16);
            if (step < 0) {
                map.remove(key);
                table = table.without(key);
            } else {
                map.put(key, "v" + step);
                table = table.with(key, "v" + step);
            }

            assertThat(table.values()).containsExactlyElementsOf(map.values());
            for (int other = -1; other <= 16; other++) {
                assertThat(table.get(other)).isEqualTo(Optional.ofNullable(map.get(other)));
            }
        }
    }

    @Property
    void joinsATreeMapWhateverTheKeys(
            @ForAll @Size(max = 12) List<@IntRange(max = 30) Integer> first,
            @ForAll @Size(max = 12) List<@IntRange(max = 60) Integer> second) {
        TreeMap<Integer, String> map = new TreeMap<>();
        SortedTable<Integer, String> one = SortedTable.empty();
        SortedTable<Integer, String> other = SortedTable.empty();
        for (int key : first) {
            map.put(key, "a" + key);
            one = one.with(key, "a" + key);
        }
        for (int key : second) {
            map.put(key, "b" + key);
            other = other.with(key, "b" + key);
        }

        SortedTable<Integer, String> joined = one.withAll(other);

        assertThat(joined.values()).containsExactlyElementsOf(map.values());
        for (int key = 0; key <= 60; key++) {
            assertThat(joined.get(key)).isEqualTo(Optional.ofNullable(map.get(key)));
        }
    }
}
