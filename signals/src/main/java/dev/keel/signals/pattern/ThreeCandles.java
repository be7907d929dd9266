package dev.keel.signals.pattern;

/** Patterns of three bars: 1, -1 or 0. */
final class ThreeCandles {
    private static final double STAR_PENETRATION = 0.3;

    private ThreeCandles() {}

    private static int up(boolean found) {
        return found ? 1 : 0;
    }

    private static boolean areAll(Candles c, int color) {
        return c.color(2) == color && c.color(1) == color && c.color(0) == color;
    }

    static int twoCrows(Candles c) {
        return -up(
                c.isWhite(2)
                        && c.isLong(2)
                        && c.isBlack(1)
                        && c.bodyGapsUp(1, 2)
                        && c.isBlack(0)
                        && c.open(0) < c.open(1)
                        && c.open(0) > c.close(1)
                        && c.close(0) > c.open(2)
                        && c.close(0) < c.close(2));
    }

    static int upsideGapTwoCrows(Candles c) {
        return -up(
                c.isWhite(2)
                        && c.isLong(2)
                        && c.isBlack(1)
                        && c.isNotLong(1)
                        && c.bodyGapsUp(1, 2)
                        && c.isBlack(0)
                        && c.open(0) > c.open(1)
                        && c.close(0) < c.close(1)
                        && c.close(0) > c.close(2));
    }

    static int threeInside(Candles c) {
        boolean turned =
                c.isWhite(2)
                        ? c.isBlack(0) && c.close(0) < c.open(2)
                        : c.isWhite(0) && c.close(0) > c.open(2);
        return turned && c.isLong(2) && c.isNotLong(1) && c.isWithin(1, 2) ? -c.color(2) : 0;
    }

    static int threeOutside(Candles c) {
        boolean up =
                c.isWhite(1)
                        && c.isBlack(2)
                        && c.close(1) > c.open(2)
                        && c.open(1) < c.close(2)
                        && c.close(0) > c.close(1);
        boolean down =
                c.isBlack(1)
                        && c.isWhite(2)
                        && c.open(1) > c.close(2)
                        && c.close(1) < c.open(2)
                        && c.close(0) < c.close(1);
        return up(up) - up(down);
    }

    static int threeWhiteSoldiers(Candles c) {
        return up(
                areAll(c, 1)
                        && c.hasNoUpper(2)
                        && c.hasNoUpper(1)
                        && c.hasNoUpper(0)
                        && closesRise(c)
                        && opensWithinOrNear(c, 1)
                        && opensWithinOrNear(c, 0)
                        && c.body(1) > c.body(2) - c.far(2)
                        && c.body(0) > c.body(1) - c.far(1)
                        && !c.isNotLong(0));
    }

    private static boolean closesRise(Candles c) {
        return c.close(0) > c.close(1) && c.close(1) > c.close(2);
    }

    private static boolean closesFall(Candles c) {
        return c.close(0) < c.close(1) && c.close(1) < c.close(2);
    }

    /**
     * Whether a white candle opens above the open of the one before, and not far above its close.
     */
    private static boolean opensWithinOrNear(Candles c, int back) {
        return c.open(back) > c.open(back + 1)
                && c.open(back) <= c.close(back + 1) + c.near(back + 1);
    }

    static int threeBlackCrows(Candles c) {
        return -up(
                c.isWhite(3)
                        && areAll(c, -1)
                        && haveNoLower(c)
                        && opensWithin(c, 1)
                        && opensWithin(c, 0)
                        && c.high(3) > c.close(2)
                        && closesFall(c));
    }

    private static boolean haveNoLower(Candles c) {
        return c.hasNoLower(2) && c.hasNoLower(1) && c.hasNoLower(0);
    }

    private static boolean opensWithin(Candles c, int back) {
        return c.open(back) < c.open(back + 1) && c.open(back) > c.close(back + 1);
    }

    static int identicalThreeCrows(Candles c) {
        return -up(
                areAll(c, -1)
                        && haveNoLower(c)
                        && closesFall(c)
                        && c.areEqual(c.open(1), c.close(2), 2)
                        && c.areEqual(c.open(0), c.close(1), 1));
    }

    static int advanceBlock(Candles c) {
        return -up(
                areAll(c, 1)
                        && closesRise(c)
                        && opensWithinOrNear(c, 1)
                        && opensWithinOrNear(c, 0)
                        && c.isLong(2)
                        && c.upper(2) < c.shortShadow(2)
                        && losesBreath(c));
    }

    private static boolean losesBreath(Candles c) {
        boolean shrinking = c.body(0) < c.body(1) && c.body(1) < c.body(2);
        boolean shadowed = c.upper(0) > c.shortShadow(0) || c.upper(1) > c.shortShadow(1);
        return (c.body(1) < c.body(2) - c.far(2) && c.body(0) < c.body(1) + c.near(1))
                || c.body(0) < c.body(1) - c.far(1)
                || (shrinking && shadowed)
                || (c.body(0) < c.body(1) && c.hasLongUpper(0));
    }

    static int stalledPattern(Candles c) {
        return -up(
                areAll(c, 1)
                        && closesRise(c)
                        && c.isLong(2)
                        && c.isLong(1)
                        && c.hasNoUpper(1)
                        && opensWithinOrNear(c, 1)
                        && c.isShort(0)
                        && c.open(0) >= c.close(1) - c.body(0) - c.near(1));
    }

    private static boolean isMorningStar(Candles c) {
        return c.isBlack(2)
                && c.isLong(2)
                && c.bodyGapsDown(1, 2)
                && c.isWhite(0)
                && !c.isNotLong(0)
                && c.close(0) > c.close(2) + c.body(2) * STAR_PENETRATION;
    }

    private static boolean isEveningStar(Candles c) {
        return c.isWhite(2)
                && c.isLong(2)
                && c.bodyGapsUp(1, 2)
                && c.isBlack(0)
                && !c.isNotLong(0)
                && c.close(0) < c.close(2) - c.body(2) * STAR_PENETRATION;
    }

    static int morningStar(Candles c) {
        return up(isMorningStar(c) && c.isNotLong(1));
    }

    static int eveningStar(Candles c) {
        return -up(isEveningStar(c) && c.isNotLong(1));
    }

    static int morningDojiStar(Candles c) {
        return up(isMorningStar(c) && c.isDoji(1));
    }

    static int eveningDojiStar(Candles c) {
        return -up(isEveningStar(c) && c.isDoji(1));
    }

    static int abandonedBaby(Candles c) {
        if (!c.isLong(2) || !c.isDoji(1) || c.isNotLong(0)) {
            return 0;
        }
        double penetration = c.body(2) * STAR_PENETRATION;
        boolean down =
                c.isWhite(2)
                        && c.isBlack(0)
                        && c.close(0) < c.close(2) - penetration
                        && c.gapsUp(1, 2)
                        && c.gapsDown(0, 1);
        boolean up =
                c.isBlack(2)
                        && c.isWhite(0)
                        && c.close(0) > c.close(2) + penetration
                        && c.gapsDown(1, 2)
                        && c.gapsUp(0, 1);
        return up(up) - up(down);
    }

    static int tristar(Candles c) {
        if (!c.isDojiAt(2, 2) || !c.isDojiAt(1, 2) || !c.isDojiAt(0, 2)) {
            return 0;
        }
        boolean down = c.bodyGapsUp(1, 2) && c.top(0) < c.top(1);
        boolean up = c.bodyGapsDown(1, 2) && c.bottom(0) > c.bottom(1);
        return up(up) - up(down);
    }

    static int tasukiGap(Candles c) {
        boolean upside =
                c.bodyGapsUp(1, 2)
                        && c.isWhite(1)
                        && c.isBlack(0)
                        && c.open(0) < c.close(1)
                        && c.open(0) > c.open(1)
                        && c.close(0) < c.open(1)
                        && c.close(0) > c.top(2);
        boolean downside =
                c.bodyGapsDown(1, 2)
                        && c.isBlack(1)
                        && c.isWhite(0)
                        && c.open(0) < c.open(1)
                        && c.open(0) > c.close(1)
                        && c.close(0) > c.open(1)
                        && c.close(0) < c.bottom(2);
        boolean alike = Math.abs(c.body(1) - c.body(0)) < c.near(1);
        return alike ? up(upside) - up(downside) : 0;
    }

    static int gapSideBySideWhite(Candles c) {
        boolean upside = c.bodyGapsUp(1, 2) && c.bodyGapsUp(0, 2);
        boolean downside = c.bodyGapsDown(1, 2) && c.bodyGapsDown(0, 2);
        boolean alike =
                c.isWhite(1)
                        && c.isWhite(0)
                        && c.body(0) >= c.body(1) - c.near(1)
                        && c.body(0) <= c.body(1) + c.near(1)
                        && c.areEqual(c.open(0), c.open(1), 1);
        return alike ? up(upside) - up(downside) : 0;
    }

    static int gapThreeMethods(Candles c) {
        boolean gap = c.isWhite(2) ? c.bodyGapsUp(1, 2) : c.bodyGapsDown(1, 2);
        return gap
                        && c.color(2) == c.color(1)
                        && c.color(1) != c.color(0)
                        && c.open(0) < c.top(1)
                        && c.open(0) > c.bottom(1)
                        && c.close(0) < c.top(2)
                        && c.close(0) > c.bottom(2)
                ? c.color(2)
                : 0;
    }

    static int stickSandwich(Candles c) {
        return up(
                c.isBlack(2)
                        && c.isWhite(1)
                        && c.isBlack(0)
                        && c.low(1) > c.close(2)
                        && c.areEqual(c.close(0), c.close(2), 2));
    }

    static int uniqueThreeRiver(Candles c) {
        return up(
                c.isLong(2)
                        && c.isBlack(2)
                        && c.isBlack(1)
                        && c.close(1) > c.close(2)
                        && c.open(1) <= c.open(2)
                        && c.low(1) < c.low(2)
                        && c.isShort(0)
                        && c.isWhite(0)
                        && c.open(0) > c.low(1));
    }

    static int threeStarsInTheSouth(Candles c) {
        return up(
                areAll(c, -1)
                        && c.isLong(2)
                        && c.hasLongLower(2)
                        && c.body(1) < c.body(2)
                        && c.open(1) > c.close(2)
                        && c.open(1) <= c.high(2)
                        && c.low(1) < c.close(2)
                        && c.low(1) >= c.low(2)
                        && c.lower(1) > c.veryShortShadow(1)
                        && c.isShort(0)
                        && c.hasNoLower(0)
                        && c.hasNoUpper(0)
                        && c.low(0) > c.low(1)
                        && c.high(0) < c.high(1));
    }
}
