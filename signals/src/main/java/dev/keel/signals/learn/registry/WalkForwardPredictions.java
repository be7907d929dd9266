package dev.keel.signals.learn.registry;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a model's likes said, in walk-forward, about bars after those they were trained on, and what
 * happened. As bytes a text: a line of open time in milliseconds, outcome and calibrated
 * probability for each.
 */
public record WalkForwardPredictions(List<Prediction> predictions) {
    public WalkForwardPredictions {
        predictions = List.copyOf(predictions);
    }

    /**
     * One prediction.
     *
     * @param openMillis when the bar opened at whose close it was made
     * @param outcome 0 or 1
     * @param probability of 1
     */
    public record Prediction(long openMillis, int outcome, double probability) {}

    /**
     * Reads bytes.
     *
     * @throws IllegalArgumentException naming the line that is wrong
     */
    public static WalkForwardPredictions parse(byte[] bytes) {
        List<Prediction> predictions = new ArrayList<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
            String[] words = line.split(" ", -1);
            try {
                predictions.add(
                        new Prediction(
                                Long.parseLong(words[0]),
                                Integer.parseInt(words[1]),
                                Double.parseDouble(words[2])));
            } catch (NumberFormatException | IndexOutOfBoundsException e) {
                throw new IllegalArgumentException(
                        "predictions must be lines of time, outcome and probability, one was '"
                                + line
                                + "'",
                        e);
            }
        }
        return new WalkForwardPredictions(predictions);
    }

    public byte[] toBytes() {
        StringBuilder text = new StringBuilder();
        for (Prediction prediction : predictions) {
            text.append(prediction.openMillis())
                    .append(' ')
                    .append(prediction.outcome())
                    .append(' ')
                    .append(prediction.probability())
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    Map<Long, Prediction> byTime() {
        Map<Long, Prediction> byTime = new TreeMap<>();
        predictions.forEach(prediction -> byTime.put(prediction.openMillis(), prediction));
        return byTime;
    }
}
