package dev.keel.signals.pattern;

/** Patterns of four and five bars: 1, -1 or 0. */
final class ManyCandles {
    private static final double MAT_HOLD_PENETRATION = 0.5;

    private ManyCandles() {}

    private static int up(boolean found) {
        return found ? 1 : 0;
    }

    static int threeLineStrike(Candles c) {
        if (c.color(3) != c.color(2) || c.color(2) != c.color(1) || c.color(0) == c.color(1)) {
            return 0;
        }
        if (!opensNear(c, 2) || !opensNear(c, 1)) {
            return 0;
        }
        boolean up =
                c.isWhite(1)
                        && c.close(1) > c.close(2)
                        && c.close(2) > c.close(3)
                        && c.open(0) > c.close(1)
                        && c.close(0) < c.open(3);
        boolean down =
                c.isBlack(1)
                        && c.close(1) < c.close(2)
                        && c.close(2) < c.close(3)
                        && c.open(0) < c.close(1)
                        && c.close(0) > c.open(3);
        return up(up) - up(down);
    }

    /** Whether a candle opens within or near the body before. */
    private static boolean opensNear(Candles c, int back) {
        double near = c.near(back + 1);
        return c.open(back) >= c.bottom(back + 1) - near && c.open(back) <= c.top(back + 1) + near;
    }

    static int concealingBabySwallow(Candles c) {
        return up(
                c.isBlack(3)
                        && c.isBlack(2)
                        && c.isBlack(1)
                        && c.isBlack(0)
                        && c.hasNoLower(3)
                        && c.hasNoUpper(3)
                        && c.hasNoLower(2)
                        && c.hasNoUpper(2)
                        && c.bodyGapsDown(1, 2)
                        && c.upper(1) > c.veryShortShadow(1)
                        && c.high(1) > c.close(2)
                        && c.high(0) > c.high(1)
                        && c.low(0) < c.low(1));
    }

    static int risingFallingThreeMethods(Candles c) {
        int color = c.color(4);
        boolean shape =
                c.isLong(4)
                        && c.isShort(3)
                        && c.isShort(2)
                        && c.isShort(1)
                        && c.isLong(0)
                        && c.color(3) == -color
                        && c.color(2) == -color
                        && c.color(1) == -color
                        && c.color(0) == color;
        return shape
                        && liesInRange(c, 3)
                        && liesInRange(c, 2)
                        && liesInRange(c, 1)
                        && c.close(2) * color < c.close(3) * color
                        && c.close(1) * color < c.close(2) * color
                        && c.open(0) * color > c.close(1) * color
                        && c.close(0) * color > c.close(4) * color
                ? color
                : 0;
    }

    /** Whether part of a body lies within the range of the bar four back. */
    private static boolean liesInRange(Candles c, int back) {
        return c.bottom(back) < c.high(4) && c.top(back) > c.low(4);
    }

    static int matHold(Candles c) {
        double deepest = c.close(4) - c.body(4) * MAT_HOLD_PENETRATION;
        return up(
                c.isLong(4)
                        && c.isShort(3)
                        && c.isShort(2)
                        && c.isShort(1)
                        && c.isWhite(4)
                        && c.isBlack(3)
                        && c.isWhite(0)
                        && c.bodyGapsUp(3, 4)
                        && c.bottom(2) < c.close(4)
                        && c.bottom(1) < c.close(4)
                        && c.bottom(2) > deepest
                        && c.bottom(1) > deepest
                        && c.top(2) < c.open(3)
                        && c.top(1) < c.top(2)
                        && c.open(0) > c.close(1)
                        && c.close(0) > Math.max(Math.max(c.high(3), c.high(2)), c.high(1)));
    }

    static int ladderBottom(Candles c) {
        return up(
                c.isBlack(4)
                        && c.isBlack(3)
                        && c.isBlack(2)
                        && c.open(4) > c.open(3)
                        && c.open(3) > c.open(2)
                        && c.close(4) > c.close(3)
                        && c.close(3) > c.close(2)
                        && c.isBlack(1)
                        && c.upper(1) > c.veryShortShadow(1)
                        && c.isWhite(0)
                        && c.open(0) > c.open(1)
                        && c.close(0) > c.high(1));
    }

    static int breakaway(Candles c) {
        boolean shape =
                c.isLong(4)
                        && c.color(4) == c.color(3)
                        && c.color(3) == c.color(1)
                        && c.color(1) != c.color(0);
        if (!shape) {
            return 0;
        }
        boolean up =
                c.isBlack(4)
                        && c.bodyGapsDown(3, 4)
                        && c.high(2) < c.high(3)
                        && c.low(2) < c.low(3)
                        && c.high(1) < c.high(2)
                        && c.low(1) < c.low(2)
                        && c.close(0) > c.open(3)
                        && c.close(0) < c.close(4);
        boolean down =
                c.isWhite(4)
                        && c.bodyGapsUp(3, 4)
                        && c.high(2) > c.high(3)
                        && c.low(2) > c.low(3)
                        && c.high(1) > c.high(2)
                        && c.low(1) > c.low(2)
                        && c.close(0) < c.open(3)
                        && c.close(0) > c.close(4);
        return up(up) - up(down);
    }
}
