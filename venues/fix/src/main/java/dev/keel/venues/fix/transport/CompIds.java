package dev.keel.venues.fix.transport;

import java.util.Optional;
import java.util.stream.Stream;

/** Who speaks with whom: tags 49, 50, 56 and 57. */
public record CompIds(
        String sender, Optional<String> senderSub, String target, Optional<String> targetSub) {
    public CompIds {
        check("senderCompId", sender);
        check("targetCompId", target);
        senderSub.ifPresent(sub -> check("senderSubId", sub));
        targetSub.ifPresent(sub -> check("targetSubId", sub));
    }

    public static CompIds of(String sender, String target) {
        return new CompIds(sender, Optional.empty(), target, Optional.empty());
    }

    private static void check(String name, String value) {
        if (value.isBlank() || value.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException(
                    name + " must be a text without control characters, was '" + value + "'");
        }
    }

    @Override
    public String toString() {
        String from =
                String.join("/", Stream.concat(Stream.of(sender), senderSub.stream()).toList());
        return from
                + "->"
                + String.join("/", Stream.concat(Stream.of(target), targetSub.stream()).toList());
    }
}
