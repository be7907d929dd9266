package dev.keel.signals.swing;

/**
 * Gann's swing chart: the swing turns up after n up bars and down after n down bars.
 *
 * <p>A bar is compared with the last one that was not inside:
 *
 * <ul>
 *   <li><b>up</b>: a higher high, the low not lower; <b>down</b>: a lower low, the high not higher;
 *   <li><b>inside</b>: neither; it counts for nothing, and neither ends nor extends a run;
 *   <li><b>outside</b>: both. It counts as two moves, in the order its close tells: with a close
 *       not below the open the low is taken to have come first, so it is a down move and then an up
 *       move; otherwise the other way round. That is an assumption: the bar itself does not tell.
 * </ul>
 *
 * <p>When the swing turns, the furthest price of the swing that ended becomes a swing high or low,
 * and stays. The trend is up when the last swing high and low both lie above those before, down
 * when both lie below; it changes at once when the price goes beyond the last swing low of a rising
 * trend, or the last swing high of a falling one.
 *
 * <p>Reference: W. D. Gann's mechanical method as described by the Australian Securities Exchange,
 * "Gann charts", asx.com.au/prices/gann.htm; equal highs and lows are Keel's reading.
 */
public final class SwingChart {
    private final int confirmingBars;
    private long bars;
    private double comparedHigh;
    private double comparedLow;
    private int upRun;
    private int downRun;
    private int direction;
    private long barsSinceTurn;

    private double highest = Double.NEGATIVE_INFINITY;
    private double lowest = Double.POSITIVE_INFINITY;
    private double lowestSinceHigh = Double.POSITIVE_INFINITY;
    private double highestSinceLow = Double.NEGATIVE_INFINITY;

    private double swingHigh;
    private double swingHighBefore;
    private double swingLow;
    private double swingLowBefore;
    private int swingHighs;
    private int swingLows;
    private int trend;

    /**
     * Makes a chart.
     *
     * @param confirmingBars how many bars in a row turn the swing, from 1
     */
    public SwingChart(int confirmingBars) {
        if (confirmingBars < 1) {
            throw new IllegalArgumentException(
                    "confirmingBars must be at least 1, was " + confirmingBars);
        }
        this.confirmingBars = confirmingBars;
    }

    /** Takes the next bar and returns the direction of the swing. */
    public int update(double open, double high, double low, double close) {
        barsSinceTurn++;
        if (bars++ == 0) {
            highest = high;
            lowest = low;
            comparedHigh = high;
            comparedLow = low;
            return direction;
        }
        boolean higher = high > comparedHigh;
        boolean lower = low < comparedLow;
        if (higher && lower && close < open) {
            moveUp(high);
            moveDown(low);
        } else {
            if (lower) {
                moveDown(low);
            }
            if (higher) {
                moveUp(high);
            }
        }
        if (higher || lower) {
            comparedHigh = high;
            comparedLow = low;
        }
        breakTrend(high, low);
        return direction;
    }

    private void moveUp(double high) {
        downRun = 0;
        upRun++;
        highestSinceLow = Math.max(highestSinceLow, high);
        if (high > highest) {
            highest = high;
            lowestSinceHigh = Double.POSITIVE_INFINITY;
        }
        if (upRun >= confirmingBars && direction <= 0) {
            turnUp();
        }
    }

    private void moveDown(double low) {
        upRun = 0;
        downRun++;
        lowestSinceHigh = Math.min(lowestSinceHigh, low);
        if (low < lowest) {
            lowest = low;
            highestSinceLow = Double.NEGATIVE_INFINITY;
        }
        if (downRun >= confirmingBars && direction >= 0) {
            turnDown();
        }
    }

    private void turnUp() {
        swingLowBefore = swingLow;
        swingLow = lowest;
        swingLows++;
        direction = 1;
        barsSinceTurn = 0;
        highest = highestSinceLow;
        lowestSinceHigh = Double.POSITIVE_INFINITY;
        compareSwings();
    }

    private void turnDown() {
        swingHighBefore = swingHigh;
        swingHigh = highest;
        swingHighs++;
        direction = -1;
        barsSinceTurn = 0;
        lowest = lowestSinceHigh;
        highestSinceLow = Double.NEGATIVE_INFINITY;
        compareSwings();
    }

    private void compareSwings() {
        if (swingHighs < 2 || swingLows < 2) {
            return;
        }
        if (swingHigh > swingHighBefore && swingLow > swingLowBefore) {
            trend = 1;
        } else if (swingHigh < swingHighBefore && swingLow < swingLowBefore) {
            trend = -1;
        }
    }

    private void breakTrend(double high, double low) {
        if (trend > 0 && low < swingLow) {
            trend = -1;
        } else if (trend < 0 && high > swingHigh) {
            trend = 1;
        }
    }

    /** 1 while the swing is up, -1 while it is down, 0 before the first turn. */
    public int direction() {
        return direction;
    }

    /** 1 for up, -1 for down, 0 while two swing highs and lows are not yet known. */
    public int trend() {
        return trend;
    }

    /** The last confirmed swing high; 0 before the first. */
    public double swingHigh() {
        return swingHigh;
    }

    /** The last confirmed swing low; 0 before the first. */
    public double swingLow() {
        return swingLow;
    }

    /** How many bars ago the swing turned; that it has not yet, {@link #direction} tells. */
    public long barsSinceTurn() {
        return barsSinceTurn;
    }

    /** How far the swing that runs has come, in price units; 0 before the first turn. */
    public double swingRange() {
        return switch (direction) {
            case 1 -> highest - swingLow;
            case -1 -> swingHigh - lowest;
            default -> 0;
        };
    }
}
