/** Kill switches, shared limits, alarms, and why something was or was not traded. */
@NullMarked
package dev.keel.server.api.risk;

import org.jspecify.annotations.NullMarked;
