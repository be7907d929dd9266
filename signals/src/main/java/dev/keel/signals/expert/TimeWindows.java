package dev.keel.signals.expert;

import org.jspecify.annotations.Nullable;

/**
 * Bell-shaped windows on one clock, which only runs forward: bars or milliseconds.
 *
 * <p>Windows that lie ahead wait in a heap by the time they open; those that are open are summed;
 * those that have closed are gone. So a moment costs what is open at it.
 */
final class TimeWindows {
    /** Where a window opens and closes, in sigmas from its middle: it is worth 0.0003 there. */
    private static final double REACH = 4;

    private static final int FIRST_CAPACITY = 16;

    /** Those ahead, a heap whose first is the next to open. */
    private Slots waiting = new Slots(FIRST_CAPACITY);

    private Slots open = new Slots(FIRST_CAPACITY);

    void clear() {
        waiting.size = 0;
        open.size = 0;
    }

    int size() {
        return waiting.size + open.size;
    }

    void add(double middle, double sigma, double weight, EvidenceName name, int index) {
        waiting = waiting.withRoom();
        int child = waiting.size++;
        waiting.set(child, middle, sigma, weight, name, index);
        while (child > 0 && waiting.opens((child - 1) / 2) > waiting.opens(child)) {
            waiting.swap(child, (child - 1) / 2);
            child = (child - 1) / 2;
        }
    }

    /**
     * Returns the sum of the windows at a moment that lasts.
     *
     * @param begin when it begins, not before the last one did
     * @param end when it ends; the distance to a middle in between is nought
     */
    double at(double begin, double end) {
        while (waiting.size > 0 && waiting.opens(0) <= end) {
            open = open.withRoom();
            open.take(waiting, 0, open.size++);
            removeFirstWaiting();
        }
        double sum = 0;
        for (int i = open.size - 1; i >= 0; i--) {
            if (begin - open.middle[i] > REACH * open.sigma[i]) {
                open.take(open, --open.size, i);
            } else {
                sum += open.height(i, begin, end);
            }
        }
        return sum;
    }

    private void removeFirstWaiting() {
        waiting.take(waiting, --waiting.size, 0);
        int parent = 0;
        while (true) {
            int child = 2 * parent + 1;
            if (child >= waiting.size) {
                return;
            }
            if (child + 1 < waiting.size && waiting.opens(child + 1) < waiting.opens(child)) {
                child++;
            }
            if (waiting.opens(parent) <= waiting.opens(child)) {
                return;
            }
            waiting.swap(parent, child);
            parent = child;
        }
    }

    /** The open windows; what {@link #at} was last asked counts. */
    Slots open() {
        return open;
    }

    /** Windows in columns. */
    static final class Slots {
        private final double[] middle;
        private final double[] sigma;
        private final double[] weight;
        private final @Nullable EvidenceName[] name;
        private final int[] index;
        private int size;

        private Slots(int capacity) {
            middle = new double[capacity];
            sigma = new double[capacity];
            weight = new double[capacity];
            name = new EvidenceName[capacity];
            index = new int[capacity];
        }

        int size() {
            return size;
        }

        double middle(int i) {
            return middle[i];
        }

        double weight(int i) {
            return weight[i];
        }

        String name(int i) {
            EvidenceName known = name[i];
            return known == null ? "" : known.of(index[i]);
        }

        /** What a window is worth from begin to end. */
        double height(int i, double begin, double end) {
            double distance = Math.max(0, Math.max(begin - middle[i], middle[i] - end)) / sigma[i];
            return distance > REACH ? 0 : weight[i] * Math.exp(-distance * distance / 2);
        }

        private double opens(int i) {
            return middle[i] - REACH * sigma[i];
        }

        private void set(
                int i,
                double newMiddle,
                double newSigma,
                double newWeight,
                @Nullable EvidenceName newName,
                int newIndex) {
            middle[i] = newMiddle;
            sigma[i] = newSigma;
            weight[i] = newWeight;
            name[i] = newName;
            index[i] = newIndex;
        }

        private void take(Slots from, int source, int target) {
            set(
                    target,
                    from.middle[source],
                    from.sigma[source],
                    from.weight[source],
                    from.name[source],
                    from.index[source]);
        }

        private void swap(int a, int b) {
            double keptMiddle = middle[a];
            double keptSigma = sigma[a];
            double keptWeight = weight[a];
            EvidenceName keptName = name[a];
            int keptIndex = index[a];
            take(this, b, a);
            set(b, keptMiddle, keptSigma, keptWeight, keptName, keptIndex);
        }

        private Slots withRoom() {
            if (size < middle.length) {
                return this;
            }
            Slots larger = new Slots(2 * size);
            System.arraycopy(middle, 0, larger.middle, 0, size);
            System.arraycopy(sigma, 0, larger.sigma, 0, size);
            System.arraycopy(weight, 0, larger.weight, 0, size);
            System.arraycopy(index, 0, larger.index, 0, size);
            System.arraycopy(name, 0, larger.name, 0, size);
            larger.size = size;
            return larger;
        }
    }
}
