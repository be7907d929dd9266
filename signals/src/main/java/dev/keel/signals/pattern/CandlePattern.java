package dev.keel.signals.pattern;

import java.util.Locale;

/**
 * The candlestick patterns, and what each says at the last bar: 1 for up, -1 for down, 0 where it
 * is not.
 *
 * <p>All but {@link #TWEEZERS} are TA-Lib's, to the last comparison, and agree with it bar by bar
 * from its look-back on. As there, patterns of indecision, such as the doji, show as 1 whatever the
 * direction; and the trend before a pattern is not looked at.
 *
 * <p>Reference: TA-Lib 0.4, ta-lib.org; S. Nison, "Japanese Candlestick Charting Techniques", 1991.
 */
public enum CandlePattern {
    DOJI(10, Kind.NEUTRAL, 0.3, OneCandle::doji),
    DRAGONFLY_DOJI(10, Kind.NEUTRAL, 0.3, OneCandle::dragonflyDoji),
    GRAVESTONE_DOJI(10, Kind.NEUTRAL, 0.3, OneCandle::gravestoneDoji),
    LONG_LEGGED_DOJI(10, Kind.NEUTRAL, 0.3, OneCandle::longLeggedDoji),
    RICKSHAW_MAN(10, Kind.NEUTRAL, 0.3, OneCandle::rickshawMan),
    TAKURI(10, Kind.REVERSAL, 0.3, OneCandle::takuri),
    SPINNING_TOP(10, Kind.NEUTRAL, 0.3, OneCandle::spinningTop),
    HIGH_WAVE(10, Kind.NEUTRAL, 0.3, OneCandle::highWave),
    MARUBOZU(10, Kind.CONTINUATION, 0.3, OneCandle::marubozu),
    CLOSING_MARUBOZU(10, Kind.CONTINUATION, 0.3, OneCandle::closingMarubozu),
    LONG_LINE(10, Kind.CONTINUATION, 0.3, OneCandle::longLine),
    SHORT_LINE(10, Kind.NEUTRAL, 0.3, OneCandle::shortLine),
    BELT_HOLD(10, Kind.REVERSAL, 0.3, OneCandle::beltHold),
    HAMMER(11, Kind.REVERSAL, 0.3, OneCandle::hammer),
    HANGING_MAN(11, Kind.REVERSAL, 0.3, OneCandle::hangingMan),
    INVERTED_HAMMER(11, Kind.REVERSAL, 0.3, OneCandle::invertedHammer),
    SHOOTING_STAR(11, Kind.REVERSAL, 0.3, OneCandle::shootingStar),
    ENGULFING(2, Kind.REVERSAL, 0.5, TwoCandles::engulfing),
    HARAMI(11, Kind.REVERSAL, 0.5, TwoCandles::harami),
    HARAMI_CROSS(11, Kind.REVERSAL, 0.5, TwoCandles::haramiCross),
    PIERCING(11, Kind.REVERSAL, 0.5, TwoCandles::piercing),
    DARK_CLOUD_COVER(11, Kind.REVERSAL, 0.5, TwoCandles::darkCloudCover),
    KICKING(11, Kind.REVERSAL, 0.5, TwoCandles::kicking),
    KICKING_BY_LENGTH(11, Kind.REVERSAL, 0.5, TwoCandles::kickingByLength),
    SEPARATING_LINES(11, Kind.CONTINUATION, 0.5, TwoCandles::separatingLines),
    COUNTERATTACK(11, Kind.REVERSAL, 0.5, TwoCandles::counterAttack),
    DOJI_STAR(11, Kind.REVERSAL, 0.5, TwoCandles::dojiStar),
    HOMING_PIGEON(11, Kind.REVERSAL, 0.5, TwoCandles::homingPigeon),
    MATCHING_LOW(6, Kind.REVERSAL, 0.5, TwoCandles::matchingLow),
    ON_NECK(11, Kind.CONTINUATION, 0.5, TwoCandles::onNeck),
    IN_NECK(11, Kind.CONTINUATION, 0.5, TwoCandles::inNeck),
    THRUSTING(11, Kind.CONTINUATION, 0.5, TwoCandles::thrusting),
    TWEEZERS(11, Kind.REVERSAL, 0.5, TwoCandles::tweezers),
    TWO_CROWS(12, Kind.REVERSAL, 0.7, ThreeCandles::twoCrows),
    UPSIDE_GAP_TWO_CROWS(12, Kind.REVERSAL, 0.7, ThreeCandles::upsideGapTwoCrows),
    THREE_INSIDE(12, Kind.REVERSAL, 0.7, ThreeCandles::threeInside),
    THREE_OUTSIDE(3, Kind.REVERSAL, 0.7, ThreeCandles::threeOutside),
    THREE_WHITE_SOLDIERS(12, Kind.REVERSAL, 0.7, ThreeCandles::threeWhiteSoldiers),
    THREE_BLACK_CROWS(13, Kind.REVERSAL, 0.7, ThreeCandles::threeBlackCrows),
    IDENTICAL_THREE_CROWS(12, Kind.REVERSAL, 0.7, ThreeCandles::identicalThreeCrows),
    ADVANCE_BLOCK(12, Kind.REVERSAL, 0.7, ThreeCandles::advanceBlock),
    STALLED_PATTERN(12, Kind.REVERSAL, 0.7, ThreeCandles::stalledPattern),
    MORNING_STAR(12, Kind.REVERSAL, 0.7, ThreeCandles::morningStar),
    EVENING_STAR(12, Kind.REVERSAL, 0.7, ThreeCandles::eveningStar),
    MORNING_DOJI_STAR(12, Kind.REVERSAL, 0.7, ThreeCandles::morningDojiStar),
    EVENING_DOJI_STAR(12, Kind.REVERSAL, 0.7, ThreeCandles::eveningDojiStar),
    ABANDONED_BABY(12, Kind.REVERSAL, 0.7, ThreeCandles::abandonedBaby),
    TRISTAR(12, Kind.REVERSAL, 0.7, ThreeCandles::tristar),
    TASUKI_GAP(7, Kind.CONTINUATION, 0.7, ThreeCandles::tasukiGap),
    GAP_SIDE_BY_SIDE_WHITE(7, Kind.CONTINUATION, 0.7, ThreeCandles::gapSideBySideWhite),
    GAP_THREE_METHODS(2, Kind.CONTINUATION, 0.7, ThreeCandles::gapThreeMethods),
    STICK_SANDWICH(7, Kind.REVERSAL, 0.7, ThreeCandles::stickSandwich),
    UNIQUE_THREE_RIVER(12, Kind.REVERSAL, 0.7, ThreeCandles::uniqueThreeRiver),
    THREE_STARS_IN_THE_SOUTH(12, Kind.REVERSAL, 0.7, ThreeCandles::threeStarsInTheSouth),
    THREE_LINE_STRIKE(8, Kind.CONTINUATION, 0.8, ManyCandles::threeLineStrike),
    CONCEALING_BABY_SWALLOW(13, Kind.REVERSAL, 0.8, ManyCandles::concealingBabySwallow),
    RISING_FALLING_THREE_METHODS(
            14, Kind.CONTINUATION, 0.8, ManyCandles::risingFallingThreeMethods),
    MAT_HOLD(14, Kind.CONTINUATION, 0.8, ManyCandles::matHold),
    LADDER_BOTTOM(14, Kind.REVERSAL, 0.8, ManyCandles::ladderBottom),
    BREAKAWAY(14, Kind.REVERSAL, 0.8, ManyCandles::breakaway);

    private final int lookBack;
    private final Kind kind;
    private final double weight;

    // The rules are functions without state; the checker cannot see that of an interface.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Rule rule;

    CandlePattern(int lookBack, Kind kind, double weight, Rule rule) {
        this.lookBack = lookBack;
        this.kind = kind;
        this.weight = weight;
        this.rule = rule;
    }

    /** How many bars before the last one it takes. */
    public int lookBack() {
        return lookBack;
    }

    /** What people say it means. */
    public Kind kind() {
        return kind;
    }

    /** What it counts for in the expert, 0.3 to 0.8, by how many bars make it. */
    double weight() {
        return weight;
    }

    /** What it says at the last bar; 0 while its look-back is not there. */
    int at(Candles candles) {
        return candles.bars() > lookBack ? rule.at(candles) : 0;
    }

    /** Lower case with hyphens, such as {@code dark-cloud-cover}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What a pattern is said to mean. */
    public enum Kind {
        /** Indecision: it has no direction. */
        NEUTRAL,
        /** The move before it ends. */
        REVERSAL,
        /** The move goes on. */
        CONTINUATION
    }

    /** Looks at the last bars. */
    @FunctionalInterface
    private interface Rule {
        int at(Candles candles);
    }
}
