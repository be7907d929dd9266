package dev.keel.signals.learn.feature;

import dev.keel.core.market.Bar;
import java.util.List;

/**
 * How unusual the volume is: its logarithm against the 60 bars before.
 *
 * <pre>
 * z = (v - mean(v[1..60])) / deviation(v[1..60]), v = ln(1 + volume)
 * </pre>
 *
 * <p>0 where the volumes before do not differ, which is so for sources that know no volume.
 */
final class VolumeFeatures implements FeatureSource {
    private static final int LENGTH = 60;
    private static final double LEAST_DEVIATION = 1e-9;

    static final FeatureGroup GROUP =
            new FeatureGroup(
                    List.of(new Feature("volume.z-60", "deviations", LENGTH + 1, "volume", 1)),
                    (_, _) -> new VolumeFeatures());

    private final double[] past = new double[LENGTH];
    private long bars;
    private double z;

    @Override
    public void onBar(Bar bar) {
        double volume = StrictMath.log1p(bar.volumeValue());
        if (bars >= LENGTH) {
            z = against(volume);
        }
        past[(int) (bars % LENGTH)] = volume;
        bars++;
    }

    @Override
    public boolean isReady() {
        return bars > LENGTH;
    }

    @Override
    public void write(double[] row, int offset) {
        row[offset] = z;
    }

    private double against(double volume) {
        double sum = 0;
        for (double value : past) {
            sum += value;
        }
        double mean = sum / LENGTH;
        double squares = 0;
        for (double value : past) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(squares / LENGTH);
        return deviation > LEAST_DEVIATION ? (volume - mean) / deviation : 0;
    }
}
