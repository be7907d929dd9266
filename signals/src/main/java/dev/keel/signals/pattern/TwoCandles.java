package dev.keel.signals.pattern;

/** Patterns of two bars: 1, -1 or 0. */
final class TwoCandles {
    private static final double DARK_CLOUD_PENETRATION = 0.5;

    private TwoCandles() {}

    private static int up(boolean found) {
        return found ? 1 : 0;
    }

    static int engulfing(Candles c) {
        boolean white = c.isWhite(0) && c.isBlack(1) && c.close(0) > c.open(1);
        boolean black = c.isBlack(0) && c.isWhite(1) && c.open(0) > c.close(1);
        boolean found = (white && c.open(0) < c.close(1)) || (black && c.close(0) < c.open(1));
        return found ? c.color(0) : 0;
    }

    static int harami(Candles c) {
        return c.isLong(1) && c.isNotLong(0) && c.isWithin(0, 1) ? -c.color(1) : 0;
    }

    static int haramiCross(Candles c) {
        return c.isLong(1) && c.isDoji(0) && c.isWithin(0, 1) ? -c.color(1) : 0;
    }

    static int piercing(Candles c) {
        return up(
                c.isBlack(1)
                        && c.isLong(1)
                        && c.isWhite(0)
                        && c.isLong(0)
                        && c.open(0) < c.low(1)
                        && c.close(0) < c.open(1)
                        && c.close(0) > c.close(1) + c.body(1) * 0.5);
    }

    static int darkCloudCover(Candles c) {
        return -up(
                c.isWhite(1)
                        && c.isLong(1)
                        && c.isBlack(0)
                        && c.open(0) > c.high(1)
                        && c.close(0) > c.open(1)
                        && c.close(0) < c.close(1) - c.body(1) * DARK_CLOUD_PENETRATION);
    }

    private static boolean isKicking(Candles c) {
        return c.color(1) != c.color(0)
                && c.isMarubozu(1)
                && c.isMarubozu(0)
                && (c.isBlack(1) ? c.gapsUp(0, 1) : c.gapsDown(0, 1));
    }

    static int kicking(Candles c) {
        return isKicking(c) ? c.color(0) : 0;
    }

    static int kickingByLength(Candles c) {
        if (!isKicking(c)) {
            return 0;
        }
        return c.body(0) > c.body(1) ? c.color(0) : c.color(1);
    }

    static int separatingLines(Candles c) {
        return c.color(1) != c.color(0)
                        && c.areEqual(c.open(0), c.open(1), 1)
                        && c.isLong(0)
                        && (c.isWhite(0) ? c.hasNoLower(0) : c.hasNoUpper(0))
                ? c.color(0)
                : 0;
    }

    static int counterAttack(Candles c) {
        return c.color(1) != c.color(0)
                        && c.isLong(1)
                        && c.isLong(0)
                        && c.areEqual(c.close(0), c.close(1), 1)
                ? c.color(0)
                : 0;
    }

    static int dojiStar(Candles c) {
        return c.isLong(1)
                        && c.isDoji(0)
                        && (c.isWhite(1) ? c.bodyGapsUp(0, 1) : c.bodyGapsDown(0, 1))
                ? -c.color(1)
                : 0;
    }

    static int homingPigeon(Candles c) {
        return up(
                c.isBlack(1)
                        && c.isBlack(0)
                        && c.isLong(1)
                        && c.isNotLong(0)
                        && c.open(0) < c.open(1)
                        && c.close(0) > c.close(1));
    }

    static int matchingLow(Candles c) {
        return up(c.isBlack(1) && c.isBlack(0) && c.areEqual(c.close(0), c.close(1), 1));
    }

    /** A long black candle, then a white one that opens below its low. */
    private static boolean opensBelow(Candles c) {
        return c.isBlack(1) && c.isLong(1) && c.isWhite(0) && c.open(0) < c.low(1);
    }

    static int onNeck(Candles c) {
        return -up(opensBelow(c) && c.areEqual(c.close(0), c.low(1), 1));
    }

    static int inNeck(Candles c) {
        return -up(
                opensBelow(c) && c.close(0) <= c.close(1) + c.equal(1) && c.close(0) >= c.close(1));
    }

    static int thrusting(Candles c) {
        return -up(
                opensBelow(c)
                        && c.close(0) > c.close(1) + c.equal(1)
                        && c.close(0) <= c.close(1) + c.body(1) * 0.5);
    }

    /** Equal lows of a long black candle and a white one; mirrored for a top. */
    static int tweezers(Candles c) {
        if (!c.isLong(1) || c.color(0) == c.color(1)) {
            return 0;
        }
        if (c.isBlack(1)) {
            return up(c.areEqual(c.low(0), c.low(1), 1));
        }
        return -up(c.areEqual(c.high(0), c.high(1), 1));
    }
}
