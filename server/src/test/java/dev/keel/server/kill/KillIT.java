package dev.keel.server.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.ledger.postgres.PostgresConfig;
import dev.keel.ledger.postgres.PostgresServer;
import dev.keel.server.TestDatabases;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a trading process at random moments; what is left must be the truth. {@code -Dkeel.kills}
 * says how often, {@code -Dkeel.kill.seed} with which seed to begin, {@code
 * -Dkeel.kill.foreign=false} that nobody else trades on the accounts. A seed draws the moments, not
 * how the processes interleave.
 */
class KillIT {
    private static final int KILLS = Integer.getInteger("keel.kills", 12);
    private static final long SEED = Long.getLong("keel.kill.seed", 1L);
    private static final int KILLS_OF_A_VENUE = 20;

    @TempDir private static Path folder;

    @Test
    void losesAndDoublesNothingWhenTheTraderIsKilled() {
        int kills = 0;
        for (long seed = SEED; kills < KILLS; seed++) {
            int wanted = Math.min(KILLS_OF_A_VENUE, KILLS - kills);
            try (Campaign campaign = Campaign.start(folder, seed, TestDatabases.create())) {
                while (campaign.kills() < wanted) {
                    campaign.round();
                }
                campaign.requireTruth();
                kills += campaign.kills();
            }
        }
        assertThat(kills).isGreaterThanOrEqualTo(KILLS);
    }

    @Test
    void losesAndDoublesNothingWhenTheDatabaseIsKilledToo() throws IOException {
        Path data = dataFolder();
        Random random = new Random(SEED);
        PostgresServer server = start(data);
        try (Campaign campaign = Campaign.start(folder, -SEED, url(server))) {
            for (int i = 0; i < Math.max(2, KILLS / 20); i++) {
                boolean traderFirst = random.nextBoolean();
                campaign.roundWithDatabase(traderFirst, killing(server.pid()));
                server.close();
                server = start(data);
                campaign.moveTo(url(server));
            }
            campaign.requireTruth();
        } finally {
            server.close();
        }
    }

    /** Kill -9 of the server's main process; its children notice. */
    private static Runnable killing(long process) {
        return () -> assertThat(ProcessHandle.of(process).orElseThrow().destroyForcibly()).isTrue();
    }

    private static PostgresServer start(Path data) {
        return PostgresServer.start(
                PostgresConfig.in(data).withBinariesDirectory(TestDatabases.binaries()));
    }

    private static String url(PostgresServer server) {
        URI url = URI.create(server.jdbcUrl().substring("jdbc:".length()));
        return "postgresql://%s:%s@%s:%d%s"
                .formatted(
                        server.user(),
                        server.password(),
                        url.getHost(),
                        url.getPort(),
                        url.getPath());
    }

    /** A folder that the server can reach, which may run as another user. */
    private static Path dataFolder() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder.resolve("data");
    }
}
