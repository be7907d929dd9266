/**
 * What makes tampering visible: each account's events are chained by hashes, and signed anchors in
 * a file outside the database say how far each chain was and what its hash was.
 *
 * <p>A hash covers all of an event as it is stored, and the hash before it. An anchor names only
 * what is committed, and is durable before the database learns of it. The key that signs never
 * leaves its file, which only its owner can read.
 */
@NullMarked
package dev.keel.ledger.chain;

import org.jspecify.annotations.NullMarked;
