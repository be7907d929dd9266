package dev.keel.signals.learn.model;

import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMBooster.FeatureImportanceType;
import io.github.metarank.lightgbm4j.LGBMException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Trees of LightGBM. The artefact is LightGBM's own text. */
final class LightGbmModel implements Model {
    private final LGBMBooster booster;
    private final byte[] artefact;
    private final int columns;
    private boolean closed;

    private LightGbmModel(LGBMBooster booster, byte[] artefact, int columns) {
        this.booster = booster;
        this.artefact = artefact;
        this.columns = columns;
    }

    static byte[] artefactOf(LGBMBooster booster) throws LGBMException {
        return booster.saveModelToString(0, -1, FeatureImportanceType.GAIN)
                .getBytes(StandardCharsets.UTF_8);
    }

    static LightGbmModel load(byte[] artefact) {
        LightGbmLibrary.require();
        String text = new String(artefact, StandardCharsets.UTF_8);
        // LightGBM ends the process on some texts that are no model.
        if (!text.startsWith("tree\n") || !text.contains("\nend of trees\n")) {
            throw new BrokenArtefactException("artefact must be a LightGBM model, was not");
        }
        try {
            LGBMBooster booster = LGBMBooster.loadModelFromString(text);
            return new LightGbmModel(booster, artefact.clone(), booster.getNumFeature());
        } catch (LGBMException e) {
            throw new BrokenArtefactException(
                    "artefact must be a LightGBM model, but LightGBM said " + e.getMessage(), e);
        }
    }

    @Override
    public String kind() {
        return LightGbmLearner.NAME;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public double predict(double[] row) {
        requireOpen();
        try {
            return booster.predictForMatSingleRow(row, LightGbmLearner.probability());
        } catch (LGBMException e) {
            throw new IllegalStateException("LightGBM must predict, but said " + e.getMessage(), e);
        }
    }

    @Override
    public byte[] artefact() {
        return artefact.clone();
    }

    @Override
    public double[] importance() {
        requireOpen();
        try {
            double[] gains = booster.featureImportance(0, FeatureImportanceType.GAIN);
            double sum = Arrays.stream(gains).sum();
            return Arrays.stream(gains).map(gain -> sum > 0 ? gain / sum : 0).toArray();
        } catch (LGBMException e) {
            throw new IllegalStateException("LightGBM must answer, but said " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            booster.close();
        } catch (LGBMException e) {
            throw new IllegalStateException("LightGBM must close, but said " + e.getMessage(), e);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("model must be open, was closed");
        }
    }
}
