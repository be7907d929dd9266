/** The program as a process that is stopped, killed and started again. */
@NullMarked
package dev.keel.server.restart;

import org.jspecify.annotations.NullMarked;
