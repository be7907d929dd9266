package dev.keel.signals.pattern;

/** Patterns of one bar, some of them looking at where the bar before lies: 1, -1 or 0. */
final class OneCandle {
    private OneCandle() {}

    private static int up(boolean found) {
        return found ? 1 : 0;
    }

    private static int coloured(boolean found, Candles c) {
        return found ? c.color(0) : 0;
    }

    static int doji(Candles c) {
        return up(c.isDoji(0));
    }

    static int dragonflyDoji(Candles c) {
        return up(c.isDoji(0) && c.hasNoUpper(0) && c.lower(0) > c.veryShortShadow(0));
    }

    static int gravestoneDoji(Candles c) {
        return up(c.isDoji(0) && c.hasNoLower(0) && c.upper(0) > c.veryShortShadow(0));
    }

    static int longLeggedDoji(Candles c) {
        return up(c.isDoji(0) && (c.hasLongLower(0) || c.hasLongUpper(0)));
    }

    static int rickshawMan(Candles c) {
        double middle = c.low(0) + c.range(0) / 2;
        return up(
                c.isDoji(0)
                        && c.hasLongLower(0)
                        && c.hasLongUpper(0)
                        && c.bottom(0) <= middle + c.near(0)
                        && c.top(0) >= middle - c.near(0));
    }

    static int takuri(Candles c) {
        return up(c.isDoji(0) && c.hasNoUpper(0) && c.hasVeryLongLower(0));
    }

    static int spinningTop(Candles c) {
        return coloured(c.isShort(0) && c.hasLongUpper(0) && c.hasLongLower(0), c);
    }

    static int highWave(Candles c) {
        return coloured(c.isShort(0) && c.hasVeryLongUpper(0) && c.hasVeryLongLower(0), c);
    }

    static int marubozu(Candles c) {
        return coloured(c.isMarubozu(0), c);
    }

    static int closingMarubozu(Candles c) {
        return coloured(c.isLong(0) && (c.isWhite(0) ? c.hasNoUpper(0) : c.hasNoLower(0)), c);
    }

    static int longLine(Candles c) {
        return coloured(c.isLong(0) && hasShortShadows(c), c);
    }

    static int shortLine(Candles c) {
        return coloured(c.isShort(0) && hasShortShadows(c), c);
    }

    private static boolean hasShortShadows(Candles c) {
        double least = c.shortShadow(0);
        return c.upper(0) < least && c.lower(0) < least;
    }

    static int beltHold(Candles c) {
        return coloured(c.isLong(0) && (c.isWhite(0) ? c.hasNoLower(0) : c.hasNoUpper(0)), c);
    }

    private static boolean isHammerShape(Candles c) {
        return c.isShort(0) && c.hasLongLower(0) && c.hasNoUpper(0);
    }

    private static boolean isInvertedHammerShape(Candles c) {
        return c.isShort(0) && c.hasLongUpper(0) && c.hasNoLower(0);
    }

    static int hammer(Candles c) {
        return up(isHammerShape(c) && c.bottom(0) <= c.low(1) + c.near(1));
    }

    static int hangingMan(Candles c) {
        return -up(isHammerShape(c) && c.bottom(0) >= c.high(1) - c.near(1));
    }

    static int invertedHammer(Candles c) {
        return up(isInvertedHammerShape(c) && c.bodyGapsDown(0, 1));
    }

    static int shootingStar(Candles c) {
        return -up(isInvertedHammerShape(c) && c.bodyGapsUp(0, 1));
    }
}
