package dev.keel.venues.ccxt.host;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of Node. */
public record NodeVersion(int major, int minor, int patch) implements Comparable<NodeVersion> {
    private static final Pattern FORM = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})");
    private static final Comparator<NodeVersion> ORDER =
            Comparator.comparingInt(NodeVersion::major)
                    .thenComparingInt(NodeVersion::minor)
                    .thenComparingInt(NodeVersion::patch);

    /** Reads what {@code node --version} prints; empty if it is something else. */
    static Optional<NodeVersion> read(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new NodeVersion(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3))));
    }

    public boolean isAtLeast(NodeVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(NodeVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
