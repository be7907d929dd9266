package dev.keel.signals.learn.feature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The features of a row, in order.
 *
 * <p>A model that was trained on one schema must never be shown rows of another: the {@link #hash}
 * of both must agree.
 */
public record FeatureSchema(List<Feature> features) {
    public FeatureSchema {
        features = List.copyOf(features);
        if (features.isEmpty()) {
            throw new IllegalArgumentException("features must not be empty");
        }
        Set<String> names = new HashSet<>();
        for (Feature feature : features) {
            if (!names.add(feature.name())) {
                throw new IllegalArgumentException(
                        "feature '" + feature.name() + "' is defined twice");
            }
        }
    }

    public int size() {
        return features.size();
    }

    public List<String> names() {
        return features.stream().map(Feature::name).toList();
    }

    /** The bars until the slowest feature is settled. */
    public int lookBack() {
        return features.stream().mapToInt(Feature::lookBack).max().orElse(1);
    }

    /**
     * SHA-256, in hexadecimal, over the features' definitions: one line each in order, its name,
     * unit, look-back, module and version separated by tabs and ended by a line feed, in UTF-8.
     */
    public String hash() {
        String text =
                features.stream()
                        .map(feature -> feature.definition() + "\n")
                        .collect(Collectors.joining());
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must know SHA-256", e);
        }
    }
}
