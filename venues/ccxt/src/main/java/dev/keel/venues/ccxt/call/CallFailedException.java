package dev.keel.venues.ccxt.call;

import dev.keel.venues.ccxt.host.HostReply;
import dev.keel.venues.connector.ConnectorException;

/** A question was not answered. It proves nothing but that. */
public final class CallFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int LONGEST = 200;

    private final transient HostReply reply;

    CallFailedException(String method, HostReply reply) {
        super(method + ": " + words(reply));
        this.reply = reply;
    }

    public HostReply reply() {
        return reply;
    }

    /** What the caller of a connector can do about it. */
    public ConnectorException.Category category() {
        return switch (reply) {
            case HostReply.Lost _ -> ConnectorException.Category.RETRYABLE;
            case HostReply.Returned _ -> ConnectorException.Category.FATAL;
            case HostReply.Threw threw -> category(threw.error());
        };
    }

    /** Whether there is no such call at this venue. */
    public boolean isNotSupported() {
        return reply instanceof HostReply.Threw threw && threw.error().equals("NotSupported");
    }

    private static ConnectorException.Category category(String error) {
        return switch (error) {
            case "AuthenticationError",
                    "PermissionDenied",
                    "AccountNotEnabled",
                    "AccountSuspended" ->
                    ConnectorException.Category.UNAUTHORISED;
            case "RateLimitExceeded", "DDoSProtection" -> ConnectorException.Category.RATE_LIMITED;
            case "ArgumentsRequired", "BadRequest", "BadSymbol", "NotSupported" ->
                    ConnectorException.Category.REFUSED;
            default -> ConnectorException.Category.RETRYABLE;
        };
    }

    private static String words(HostReply reply) {
        return switch (reply) {
            case HostReply.Returned _ -> "its answer cannot be read";
            case HostReply.Lost(String why, var _) -> why;
            case HostReply.Threw threw -> shortened(threw.error() + " " + threw.message());
        };
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST));
    }
}
