package dev.keel.core.account;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * An immutable sorted map in two arrays.
 *
 * <p>An account has a handful of positions and open orders, seldom thousands: copying an array
 * beats every tree at that size, and the order of iteration is the order of the keys, always.
 */
final class SortedTable<K extends Comparable<? super K>, V> {
    private static final SortedTable<?, ?> EMPTY = new SortedTable<>(new Object[0], new Object[0]);

    private final Object[] keys;
    private final Object[] values;

    private SortedTable(Object[] keys, Object[] values) {
        this.keys = keys;
        this.values = values;
    }

    @SuppressWarnings("unchecked") // it holds nothing
    static <K extends Comparable<? super K>, V> SortedTable<K, V> empty() {
        return (SortedTable<K, V>) EMPTY;
    }

    Optional<V> get(K key) {
        int at = find(key);
        return at < 0 ? Optional.empty() : Optional.of(value(at));
    }

    SortedTable<K, V> with(K key, V value) {
        int at = find(key);
        if (at >= 0) {
            Object[] replaced = values.clone();
            replaced[at] = value;
            return new SortedTable<>(keys, replaced);
        }
        int gap = -at - 1;
        return new SortedTable<>(inserted(keys, gap, key), inserted(values, gap, value));
    }

    /** With all of another table; what both have is the other's. Cheap where its keys come last. */
    SortedTable<K, V> withAll(SortedTable<K, V> other) {
        if (size() == 0 || other.size() == 0) {
            return size() == 0 ? other : this;
        }
        if (key(size() - 1).compareTo(other.key(0)) < 0) {
            return new SortedTable<>(joined(keys, other.keys), joined(values, other.values));
        }
        SortedTable<K, V> all = this;
        for (int i = 0; i < other.size(); i++) {
            all = all.with(other.key(i), other.value(i));
        }
        return all;
    }

    SortedTable<K, V> without(K key) {
        int at = find(key);
        return at < 0 ? this : new SortedTable<>(removed(keys, at), removed(values, at));
    }

    int size() {
        return keys.length;
    }

    /** The values in the order of their keys; a view, never changed. */
    @SuppressWarnings("unchecked") // the values are put in by the typed methods alone
    List<V> values() {
        if (values.length == 0) {
            return List.of();
        }
        return (List<V>) Collections.unmodifiableList(Arrays.asList(values));
    }

    /** Where the key is, or {@code -gap - 1} if it would have to be inserted at the gap. */
    private int find(K key) {
        int low = 0;
        int high = keys.length - 1;
        if (high < 0) {
            return -1;
        }
        // Ids count up: what is asked for is most often the latest, or later than all; and most
        // often by the very key that it was put in with.
        if (isSame(keys[high], key)) {
            return high;
        }
        int last = key(high).compareTo(key);
        if (last <= 0) {
            return last == 0 ? high : -high - 2;
        }
        high--;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = key(middle).compareTo(key);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    @SuppressWarnings("ReferenceEquality") // what is the same object is certainly equal
    private static boolean isSame(Object a, Object b) {
        return a == b;
    }

    @SuppressWarnings("unchecked") // the keys are put in by the typed methods alone
    private K key(int at) {
        return (K) keys[at];
    }

    @SuppressWarnings("unchecked") // the values are put in by the typed methods alone
    private V value(int at) {
        return (V) values[at];
    }

    private static Object[] joined(Object[] first, Object[] second) {
        Object[] result = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, result, first.length, second.length);
        return result;
    }

    private static Object[] inserted(Object[] array, int at, Object element) {
        Object[] result = Arrays.copyOf(array, array.length + 1);
        System.arraycopy(array, at, result, at + 1, array.length - at);
        result[at] = element;
        return result;
    }

    private static Object[] removed(Object[] array, int at) {
        if (array.length == 1) {
            return EMPTY.keys;
        }
        Object[] result = Arrays.copyOf(array, array.length - 1);
        System.arraycopy(array, at + 1, result, at, array.length - at - 1);
        return result;
    }
}
