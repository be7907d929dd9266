package dev.keel.venues.fix.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections whose commits are durable. */
@FunctionalInterface
public interface ConnectionSource {
    /** A new connection, that commits by itself. */
    Connection connect(String purpose) throws SQLException;
}
