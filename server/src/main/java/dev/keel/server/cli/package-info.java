/**
 * The command line: what a person types, checked, and handed to the part that does it.
 *
 * <p>Results go to standard output, errors to standard error in one line. Exit codes: 0 done, 1 not
 * done or differences found, 2 typed wrongly.
 */
@NullMarked
package dev.keel.server.cli;

import org.jspecify.annotations.NullMarked;
