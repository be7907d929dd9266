package dev.keel.venues.simulator.book;

import java.math.BigDecimal;

/**
 * How the venue keeps its book.
 *
 * @param clientIds which of them may come again
 * @param postOnly what becomes of one that would trade at once
 * @param fees in which asset spot trades are charged
 * @param ids the form of its order ids
 * @param leverage of derivatives, until it is set
 */
public record BookRules(
        ClientIds clientIds, Fees fees, PostOnly postOnly, IdForm ids, BigDecimal leverage) {

    /** What becomes of a post-only order that would trade at once. */
    public enum PostOnly {
        REFUSED,
        /** It gets an id, and is cancelled at once. */
        TAKEN_AND_CANCELED
    }

    /** Which client ids are refused. */
    public enum ClientIds {
        UNIQUE_AMONG_OPEN,
        UNIQUE_FOR_EVER,
        /** A tag, nothing else: a second order is taken. */
        ANY,
        /** The first order is given again as the answer. */
        REPLAYED
    }

    /** What is charged on spot. */
    public enum Fees {
        IN_BOUGHT_ASSET,
        IN_QUOTE_ASSET
    }

    /** What order ids look like. */
    public enum IdForm {
        NUMBER {
            @Override
            public String of(long number, long salt) {
                return Long.toString(
                        28_000_000_000L + Math.floorMod(salt, 1_000_000L) * 1_000 + number);
            }
        },
        LONG_NUMBER {
            @Override
            public String of(long number, long salt) {
                return Long.toString(
                        1_900_000_000_000_000_000L
                                + Math.floorMod(salt, 1_000_000_000L) * 100_000
                                + number);
            }
        },
        HEX {
            @Override
            public String of(long number, long salt) {
                return String.format("%016x%08x", salt, number);
            }
        },
        UUID {
            @Override
            public String of(long number, long salt) {
                return new java.util.UUID(
                                (salt & ~0xF000L) | 0x4000L, 0x8000_0000_0000_0000L | number)
                        .toString();
            }
        },
        /** Like {@code OQCLML-BW3P3-BUCMWZ}. */
        DASHED {
            @Override
            public String of(long number, long salt) {
                String text = String.format("%016X", salt);
                return "O"
                        + text.substring(0, 5)
                        + "-"
                        + text.substring(5, 10)
                        + "-"
                        + String.format("%06X", number);
            }
        };

        /** The id of an order; {@code salt} differs from one exchange to the next. */
        public abstract String of(long number, long salt);
    }
}
