/**
 * The commands {@code keel accounts}: accounts at venues, from the first key to the last look.
 * Credentials are asked for without being shown, or come over standard input; never as arguments,
 * which everybody on the machine can read.
 */
@NullMarked
package dev.keel.server.cli.accounts;

import org.jspecify.annotations.NullMarked;
