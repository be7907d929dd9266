/** What all commands share: how options are read, text is broken, progress and errors are shown. */
@NullMarked
package dev.keel.server.cli.terminal;

import org.jspecify.annotations.NullMarked;
