package dev.keel.venues.fix.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.account.AccountId;
import dev.keel.venues.fix.store.Databases;
import dev.keel.venues.fix.transport.FixMessage;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class PostgresReportJournalIT {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final FixMessage REPORT = FixMessage.of("8").with(17, "E1").with(58, "a|b=c");

    @Test
    void aReportIsKeptOnceAndThereAgainAfterARestart() {
        AccountId account = AccountId.of("journal");
        try (PostgresReportJournal journal = journal(account)) {
            assertThat(journal.latest()).isEmpty();
            assertThat(journal.keep("7", "n1", "h1", NOW, REPORT))
                    .isInstanceOf(ReportJournal.Kept.New.class);
            assertThat(journal.keep("7", "n1", "h1", NOW, REPORT))
                    .isInstanceOf(ReportJournal.Kept.Known.class);
            assertThat(journal.keep("7", "n1", "h2", NOW, REPORT))
                    .isInstanceOf(ReportJournal.Kept.Contradicts.class);
            assertThat(journal.keep("x:V9", "n2", "h3", NOW, REPORT))
                    .isInstanceOf(ReportJournal.Kept.New.class);
        }

        try (PostgresReportJournal again = journal(account)) {
            assertThat(again.after(0))
                    .extracting(ReportJournal.Entry::number)
                    .containsExactly(1L, 2L);
            assertThat(again.after(1)).hasSize(1);
            assertThat(again.of("7"))
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.message()).isEqualTo(REPORT);
                        assertThat(entry.receivedAt()).isEqualTo(NOW);
                    });
            assertThat(again.latest()).map(ReportJournal.Entry::number).contains(2L);
        }
    }

    @Test
    void accountsHaveJournalsOfTheirOwn() {
        try (PostgresReportJournal one = journal(AccountId.of("one"));
                PostgresReportJournal other = journal(AccountId.of("other"))) {
            assertThat(one.keep("7", "n1", "h1", NOW, REPORT))
                    .isInstanceOf(ReportJournal.Kept.New.class);

            assertThat(other.after(0)).isEmpty();
            assertThat(other.keep("8", "n1", "h2", NOW, REPORT))
                    .isInstanceOf(ReportJournal.Kept.New.class);
        }
    }

    private static PostgresReportJournal journal(AccountId account) {
        return new PostgresReportJournal(Databases.database()::connect, account);
    }
}
