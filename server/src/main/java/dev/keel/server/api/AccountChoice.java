package dev.keel.server.api;

import dev.keel.core.account.AccountId;
import dev.keel.core.signal.SignalId;
import dev.keel.server.platform.Platform;
import dev.keel.server.platform.VenueAccounts;
import dev.keel.server.runtime.AccountHost;
import dev.keel.server.runtime.PaperAccount;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Which account a request is about. */
public final class AccountChoice {
    /** What the parameter is called. */
    public static final String FIELD = "account";

    private AccountChoice() {}

    /**
     * The account of a name, the paper account if there is no name.
     *
     * @throws RefusedException if there is no such account, or it does not run just now
     */
    public static AccountHost of(Platform platform, @Nullable String name) {
        if (name == null || name.equals(PaperAccount.ID.value())) {
            return platform.account();
        }
        return platform.accounts().stream()
                .filter(host -> host.state().id().value().equals(name))
                .findFirst()
                .orElseThrow(() -> absent(platform, name));
    }

    /**
     * The account at which a signal waits for a person.
     *
     * @param name of the account; null where only one has it
     */
    public static AccountHost holding(Platform platform, @Nullable String name, SignalId signal) {
        if (name != null) {
            return of(platform, name);
        }
        List<AccountHost> holders =
                platform.accounts().stream()
                        .filter(host ->
                                host.state().heldSignals().stream()
                                        .anyMatch(held -> held.signal().id().equals(signal)))
                        .toList();
        if (holders.size() > 1) {
            throw RefusedException.field(
                    FIELD,
                    "is required: the signal waits at "
                            + holders.stream().map(host -> host.state().id()).toList());
        }
        return holders.isEmpty() ? platform.account() : holders.getFirst();
    }

    private static RefusedException absent(Platform platform, String name) {
        for (VenueAccounts.Status status : platform.venueAccounts().status()) {
            AccountId id = status.account().id();
            if (id.value().equals(name)) {
                return new RefusedException(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "account "
                                + id
                                + " does not run"
                                + (status.problem().isEmpty() ? "" : ": " + status.problem()));
            }
        }
        return RefusedException.field(
                FIELD,
                "must be one of "
                        + platform.accounts().stream().map(host -> host.state().id()).toList()
                        + ", was '"
                        + name
                        + "'");
    }
}
