/**
 * JSON for events and for the ledger's JSON columns, written and read by hand so that field names
 * are chosen, not derived.
 *
 * <p>What is written is plain ASCII and survives every string exactly; decimals are strings with
 * all their digits, instants are ISO-8601 with all theirs, and what is absent is left out. Reading
 * is strict: a field that is missing or of another kind is an {@link IllegalArgumentException} that
 * names it.
 */
@NullMarked
package dev.keel.ledger.json;

import org.jspecify.annotations.NullMarked;
