package dev.keel.core.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class BarCursorTest {
    private static final BarFormat FORMAT = new BarFormat(Timeframe.M1, 2, 0);
    private static final BarSeries SERIES =
            BarSeries.builder(FORMAT).add(bar(0, 5)).add(bar(1, 7)).add(bar(2, 6)).build();

    @Test
    void walksOverItsBarsAndNoOther() {
        BarCursor cursor = new BarCursor(SERIES, 0, 2);

        assertThat(cursor.format()).isEqualTo(FORMAT);
        assertThat(cursor.close()).isEqualTo(5);
        cursor.skip();
        assertThat(cursor.position()).isEqualTo(1);
        assertThat(cursor.close()).isEqualTo(7);
        assertThat(cursor.take()).isEqualTo(bar(1, 7));
        assertThat(cursor.hasNext()).isFalse();
        assertThat(cursor.position()).isEqualTo(2);
    }

    @Test
    void showsNothingBeyondItsEnd() {
        BarCursor cursor = new BarCursor(SERIES, 1, 1);

        assertThatIllegalStateException().isThrownBy(cursor::close);
        assertThatIllegalStateException().isThrownBy(cursor::take);
        assertThatIllegalStateException()
                .isThrownBy(cursor::skip)
                .withMessage("there is no bar left, the last was 0");
    }

    @Test
    void refusesBarsThatTheSeriesDoesNotHave() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BarCursor(SERIES, -1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new BarCursor(SERIES, 2, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BarCursor(SERIES, 0, 4))
                .withMessageContaining("were 0 to 4");
    }

    private static Bar bar(int i, long close) {
        return new Bar(FORMAT, i * 60_000L, close, close, close, close, 0);
    }
}
