package dev.keel.core.account;

import java.lang.reflect.Array;
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
    private final K[] keys;
    private final V[] values;

    private SortedTable(K[] keys, V[] values) {
        this.keys = keys;
        this.values = values;
    }

    @SuppressWarnings("unchecked") // the arrays hold nothing but what the typed methods put in
    static <K extends Comparable<? super K>, V> SortedTable<K, V> empty() {
        return new SortedTable<>((K[]) new Comparable<?>[0], (V[]) new Object[0]);
    }

    Optional<V> get(K key) {
        int at = Arrays.binarySearch(keys, key);
        return at < 0 ? Optional.empty() : Optional.of(values[at]);
    }

    SortedTable<K, V> with(K key, V value) {
        int at = Arrays.binarySearch(keys, key);
        if (at >= 0) {
            V[] replaced = values.clone();
            replaced[at] = value;
            return new SortedTable<>(keys, replaced);
        }
        int gap = -at - 1;
        return new SortedTable<>(inserted(keys, gap, key), inserted(values, gap, value));
    }

    SortedTable<K, V> without(K key) {
        int at = Arrays.binarySearch(keys, key);
        return at < 0 ? this : new SortedTable<>(removed(keys, at), removed(values, at));
    }

    /** This table without its first (least) entry. */
    SortedTable<K, V> withoutFirst() {
        return new SortedTable<>(removed(keys, 0), removed(values, 0));
    }

    int size() {
        return keys.length;
    }

    /** The values in the order of their keys; a view, never changed. */
    List<V> values() {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    private static <T> T[] inserted(T[] array, int at, T element) {
        T[] result = newArray(array, array.length + 1);
        System.arraycopy(array, 0, result, 0, at);
        result[at] = element;
        System.arraycopy(array, at, result, at + 1, array.length - at);
        return result;
    }

    private static <T> T[] removed(T[] array, int at) {
        T[] result = newArray(array, array.length - 1);
        System.arraycopy(array, 0, result, 0, at);
        System.arraycopy(array, at + 1, result, at, array.length - at - 1);
        return result;
    }

    @SuppressWarnings("unchecked") // same component type as the given array
    private static <T> T[] newArray(T[] like, int length) {
        return (T[]) Array.newInstance(like.getClass().getComponentType(), length);
    }
}
