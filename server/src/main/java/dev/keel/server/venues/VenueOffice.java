package dev.keel.server.venues;

import dev.keel.server.vault.Vault;
import java.nio.file.Path;
import java.security.SecureRandom;

/** Accounts at venues and all that belongs to them, for one data folder. */
public final class VenueOffice implements AutoCloseable {
    /** The folder of the accounts, below the data folder. */
    public static final String FOLDER = "venues";

    private final AccountDesk accounts;
    private final Path folder;

    public VenueOffice(Path dataDirectory, ConnectorSource source) {
        this.folder = dataDirectory.toAbsolutePath().normalize().resolve(FOLDER);
        this.accounts =
                new AccountDesk(
                        source.open(dataDirectory),
                        new Vault(folder, new SecureRandom()),
                        new AccountBook(folder),
                        new PreflightBook(folder));
    }

    public AccountDesk accounts() {
        return accounts;
    }

    public Connectors connectors() {
        return accounts.connectors();
    }

    /** Where accounts and their keys are. */
    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        accounts.connectors().close();
    }
}
