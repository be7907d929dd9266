/**
 * The second tier of the fault simulation: a process that trades is killed, again and again, while
 * a real PostgreSQL and a venue in a third process live on.
 *
 * <p>The venue takes a client id as often as it comes, so that an order that is sent twice shows as
 * two. What it has is the truth; the ledger must come to the same.
 */
@NullMarked
package dev.keel.server.kill;

import org.jspecify.annotations.NullMarked;
