package dev.keel.venues.metatrader.book;

import dev.keel.core.account.AccountProfile;
import dev.keel.core.order.OrderId;
import dev.keel.venues.metatrader.mailbox.Row;
import java.util.Locale;

/**
 * Which orders are Keel's. In MetaTrader 5 the magic is the order id; in MetaTrader 4 it holds the
 * account's order count only, which another Expert Advisor may use too: there the journal or the
 * comment has to say the same.
 */
public final class Ownership {
    private static final long COUNTS = 100_000_000_000L;
    private static final long NOBODY = 0;

    private final AccountProfile profile;
    private final boolean wide;
    private final Journal journal;

    /**
     * @param wide whether the magic holds a whole order id
     */
    public Ownership(AccountProfile profile, boolean wide, Journal journal) {
        this.profile = profile;
        this.wide = wide;
        this.journal = journal;
    }

    /** The magic of an order. */
    public static long magic(OrderId order, boolean wide) {
        return wide ? order.value() : order.value() % COUNTS;
    }

    /** The comment of an order. */
    public static String comment(OrderId order) {
        return "K" + Long.toString(order.value(), 36).toLowerCase(Locale.ROOT);
    }

    /** Our id of the order that this row is about, by what it carries; 0 for none of ours. */
    public long owner(Row row) {
        long magic = row.number("magic", 0);
        if (magic <= 0) {
            return NOBODY;
        }
        long coid = wide ? magic : profile.number() * COUNTS + magic;
        boolean isForm = coid < 1_000_000_000_000_000_000L && (wide || magic < COUNTS);
        if (!isForm || !profile.minted(new OrderId(coid))) {
            return NOBODY;
        }
        if (wide) {
            return coid;
        }
        boolean isConfirmed =
                journal.orderOfMagic(magic).filter(known -> known == coid).isPresent()
                        || row.text("comment", "").startsWith(comment(new OrderId(coid)));
        return isConfirmed ? coid : NOBODY;
    }
}
