package dev.keel.server.api.risk;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.KillLevel;
import dev.keel.core.account.UserId;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.server.api.RefusedException;
import dev.keel.server.safety.SwitchTarget;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads scopes, targets and levels; what is wrong is refused with the field's name. */
final class Targets {
    private Targets() {}

    static SwitchTarget target(@Nullable String scope, @Nullable String target) {
        String name = target == null ? "" : target.strip();
        return switch (scope == null ? "" : scope) {
            case "platform" -> platform(name);
            case "user" -> named(name, text -> new SwitchTarget.OfUser(new UserId(text)));
            case "account" -> named(name, text -> new SwitchTarget.OfAccount(AccountId.of(text)));
            case "strategy" -> named(name, SwitchTarget.OfStrategy::new);
            case "symbol" -> named(name, text -> new SwitchTarget.OfSymbol(InstrumentId.of(text)));
            default ->
                    throw RefusedException.field(
                            "scope", "must be platform, user, account, strategy or symbol");
        };
    }

    static KillLevel level(@Nullable String word) {
        return Arrays.stream(KillLevel.values())
                .filter(level -> level.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> RefusedException.field("level", "must be one of " + levels()));
    }

    private static String levels() {
        return Arrays.stream(KillLevel.values())
                .map(level -> level.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static SwitchTarget platform(String name) {
        if (!name.isEmpty()) {
            throw RefusedException.field("target", "must be absent for the platform");
        }
        return SwitchTarget.OfPlatform.INSTANCE;
    }

    private static SwitchTarget named(String name, Function<String, SwitchTarget> make) {
        if (name.isEmpty()) {
            throw RefusedException.field("target", "is required for this scope");
        }
        try {
            return make.apply(name);
        } catch (IllegalArgumentException e) {
            throw RefusedException.field("target", "is not a name of this scope");
        }
    }
}
