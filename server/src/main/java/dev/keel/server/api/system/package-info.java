/** The platform as a whole: health, status, and the switch above all accounts. */
@NullMarked
package dev.keel.server.api.system;

import org.jspecify.annotations.NullMarked;
