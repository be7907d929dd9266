/**
 * Accounts of people at venues: which there are, what was found when they were looked over, and the
 * connectors that reach them. Secrets lie in the vault and pass through here closed or not at all.
 *
 * <p>What is kept here lies in files beside the vault ({@code docs/adr/0019}), so that an account
 * can be added before the platform ever ran, and while it runs.
 */
@NullMarked
package dev.keel.server.venues;

import org.jspecify.annotations.NullMarked;
