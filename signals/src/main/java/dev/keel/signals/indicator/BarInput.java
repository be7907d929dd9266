package dev.keel.signals.indicator;

import dev.keel.core.market.Bar;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The number that an indicator of one input makes of a bar. */
public enum BarInput {
    OPEN {
        @Override
        public double of(Bar bar) {
            return bar.openValue();
        }
    },
    HIGH {
        @Override
        public double of(Bar bar) {
            return bar.highValue();
        }
    },
    LOW {
        @Override
        public double of(Bar bar) {
            return bar.lowValue();
        }
    },
    CLOSE {
        @Override
        public double of(Bar bar) {
            return bar.closeValue();
        }
    },
    VOLUME {
        @Override
        public double of(Bar bar) {
            return bar.volumeValue();
        }
    },
    /** (high + low) / 2. */
    HL2 {
        @Override
        public double of(Bar bar) {
            return (bar.highValue() + bar.lowValue()) / 2;
        }
    },
    /** (high + low + close) / 3. */
    HLC3 {
        @Override
        public double of(Bar bar) {
            return (bar.highValue() + bar.lowValue() + bar.closeValue()) / 3;
        }
    },
    /** (open + high + low + close) / 4. */
    OHLC4 {
        @Override
        public double of(Bar bar) {
            return (bar.openValue() + bar.highValue() + bar.lowValue() + bar.closeValue()) / 4;
        }
    };

    /** Returns the bar's number. */
    public abstract double of(Bar bar);

    /**
     * Finds an input by its name in lower case.
     *
     * @throws IllegalArgumentException naming the inputs there are
     */
    public static BarInput parse(String text) {
        return Arrays.stream(values())
                .filter(input -> input.toString().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "input must be one of "
                                        + List.of(values())
                                        + ", was '"
                                        + text
                                        + "'"));
    }

    /** The name in lower case, such as {@code hl2}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
