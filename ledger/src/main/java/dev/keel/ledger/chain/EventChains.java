package dev.keel.ledger.chain;

import dev.keel.ledger.projection.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The ends of the accounts' chains within one transaction that holds their rows; links what is
 * written to them. For one thread.
 */
public final class EventChains {
    private final EventHasher hasher = new EventHasher();
    private final Map<String, byte[]> tips = new HashMap<>();

    /** Tells the hash of the latest event of an account that exists. */
    public void startAt(String account, byte[] tip) {
        tips.put(account, tip.clone());
    }

    /** The rows of one append with their hashes: of the events, and of the account's row. */
    public List<Row> link(List<Row> rows) {
        List<Row> linked = new ArrayList<>(rows.size());
        for (Row row : rows) {
            linked.add(
                    switch (row.table().name()) {
                        case "event" -> linkEvent(row);
                        case "account" -> row.with("chain_hash", hex(tip(text(row, "id"))));
                        default -> row;
                    });
        }
        return linked;
    }

    private Row linkEvent(Row row) {
        String account = text(row, "account_id");
        ChainedEvent event =
                new ChainedEvent(
                        account,
                        (Long) present(row, "sequence"),
                        text(row, "type"),
                        (Long) present(row, "at"),
                        text(row, "payload"));
        byte[] hash = hasher.hash(tip(account), event);
        tips.put(account, hash);
        return row.with("hash", hex(hash));
    }

    private byte[] tip(String account) {
        return tips.computeIfAbsent(account, hasher::origin);
    }

    private static String text(Row row, String column) {
        return (String) present(row, column);
    }

    private static Object present(Row row, String column) {
        Object element = row.element(row.table().indexOf(column));
        if (element == null) {
            throw new IllegalStateException("column " + column + " of an event must not be null");
        }
        return element;
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
