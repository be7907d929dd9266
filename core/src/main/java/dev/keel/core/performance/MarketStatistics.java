package dev.keel.core.performance;

import dev.keel.core.market.BarSeries;

/** What equity did beside what its market did, bar by bar. */
final class MarketStatistics {
    private final double barsPerYear;
    private final double[] own;
    private final double[] market;

    private MarketStatistics(double barsPerYear, double[] own, double[] market) {
        this.barsPerYear = barsPerYear;
        this.own = own;
        this.market = market;
    }

    static MarketStatistics of(EquityCurve curve, BarSeries bars) {
        double[] own = Returns.of(curve).orElseGet(() -> new double[0]);
        double[] market = new double[own.length];
        double previous = own.length == 0 ? 0 : bars.bar(0).openValue();
        for (int i = 0; i < market.length; i++) {
            market[i] = bars.closeValue(i) / previous - 1;
            previous = bars.closeValue(i);
        }
        return new MarketStatistics(Returns.barsPerYear(curve), own, market);
    }

    void putInto(Values values) {
        int n = own.length;
        if (n == 0) {
            return;
        }
        double ownMean = mean(own);
        double marketMean = mean(market);
        double both = 0;
        double ofOwn = 0;
        double ofMarket = 0;
        double ofDifference = 0;
        for (int i = 0; i < n; i++) {
            double ownGap = own[i] - ownMean;
            double marketGap = market[i] - marketMean;
            both += ownGap * marketGap;
            ofOwn += ownGap * ownGap;
            ofMarket += marketGap * marketGap;
            ofDifference += (ownGap - marketGap) * (ownGap - marketGap);
        }
        double tracking = Math.sqrt(ofDifference / (n - 1));
        values.put(Metric.TRACKING_ERROR, tracking * Math.sqrt(barsPerYear));
        values.putRatio(
                Metric.INFORMATION_RATIO,
                (ownMean - marketMean) * Math.sqrt(barsPerYear),
                tracking);
        if (ofMarket > 0) {
            double beta = both / ofMarket;
            values.put(Metric.BETA, beta);
            values.put(Metric.ALPHA, (ownMean - beta * marketMean) * barsPerYear);
            values.putRatio(Metric.MARKET_CORRELATION, both, Math.sqrt(ofOwn * ofMarket));
            if (beta != 0) {
                values.put(Metric.TREYNOR, ownMean * barsPerYear / beta);
            }
        }
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
