/**
 * Events as text: {@link dev.keel.ledger.event.EventCodec} turns an {@link
 * dev.keel.core.account.AccountEvent} into JSON and back, to the last digit.
 *
 * <p>The format outlives the code: names of types and fields are written out here and pinned by
 * samples in a test resource. A change of meaning is a new version of the event's type, and old
 * versions stay readable for ever. The core knows nothing of this.
 */
@NullMarked
package dev.keel.ledger.event;

import org.jspecify.annotations.NullMarked;
