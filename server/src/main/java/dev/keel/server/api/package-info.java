/**
 * The HTTP interface: what all routes share. Who may call it ({@link
 * dev.keel.server.api.BrowserGuard}), how failures look, how JSON is read and written.
 *
 * <p>The routes themselves lie in the packages below, one for each part of the platform. They map
 * the core's types to records of their own and never expose them. No answer holds a stack trace, a
 * secret, or a figure that was made up.
 */
@NullMarked
package dev.keel.server.api;

import org.jspecify.annotations.NullMarked;
