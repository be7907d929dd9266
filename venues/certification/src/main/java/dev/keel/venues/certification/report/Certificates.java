package dev.keel.venues.certification.report;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.certification.cases.ContractSuite;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.VenueId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The certificates of an installation: one file for each venue and kind, with the whole report in
 * it, below the data folder's {@code certificates}. A file whose hash is not that of its report, or
 * that cannot be read, is no certificate.
 *
 * <p>The hash tells damage and careless edits, not malice: whoever may write the data folder may
 * write a certificate.
 */
public final class Certificates {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;

    /**
     * @param dataFolder the installation's data folder
     */
    public Certificates(Path dataFolder) {
        this.folder = dataFolder.resolve("certificates");
    }

    /**
     * Whether this very version of a connector may trade live money in this kind of market: it is
     * reviewed, and has a certificate for this version under the present suite. Where this is
     * false, live mode is refused unless somebody overrides it, which is for the caller to record.
     */
    public boolean valid(ConnectorInfo connector, InstrumentKind kind) {
        return problem(connector, kind).isEmpty();
    }

    /** Why this version of a connector may not trade live money; empty if it may. */
    public Optional<String> problem(ConnectorInfo connector, InstrumentKind kind) {
        String name = connector.venue() + " " + name(kind);
        if (!connector.reviewed()) {
            return Optional.of(name + " is not reviewed: it only shows market data");
        }
        Optional<Certificate> found = find(connector.venue(), kind);
        if (found.isEmpty()) {
            return Optional.of(name + " has no certificate: run ./keel venues certify");
        }
        Certificate certificate = found.get();
        if (!certificate.connectorVersion().equals(connector.version())) {
            return Optional.of(
                    name
                            + " is certified in version "
                            + certificate.connectorVersion()
                            + ", and is version "
                            + connector.version());
        }
        return certificate.suite() == ContractSuite.VERSION
                ? Optional.empty()
                : Optional.of(
                        name
                                + " is certified under suite "
                                + certificate.suite()
                                + ", the present one is "
                                + ContractSuite.VERSION);
    }

    /** The certificate of a venue and kind, of whatever version; empty if none can be read. */
    public Optional<Certificate> find(VenueId venue, InstrumentKind kind) {
        Path file = file(venue, kind);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            JsonNode root = JSON.readTree(Files.readString(file));
            return read(root)
                    .filter(certificate ->
                            certificate.venue().equals(venue) && certificate.kind() == kind);
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Keeps what a report has earned: a certificate if every case was run and none failed;
     * otherwise an earlier certificate of the same version is taken away.
     */
    public Optional<Certificate> keep(SuiteReport report) {
        if (!report.complete()) {
            return Optional.empty();
        }
        VenueId venue = report.connector().venue();
        try {
            if (report.passed()) {
                return Optional.of(write(report));
            }
            boolean same =
                    find(venue, report.kind())
                            .filter(old ->
                                    old.connectorVersion().equals(report.connector().version()))
                            .isPresent();
            if (same) {
                Files.delete(file(venue, report.kind()));
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("certificates cannot be written to " + folder, e);
        }
    }

    private Certificate write(SuiteReport report) throws IOException {
        ObjectNode body = ReportJson.node(report);
        String hash = hash(body);
        ObjectNode root = JSON.createObjectNode();
        root.put("reportHash", hash);
        root.set("report", body);
        Files.createDirectories(folder);
        Path file = file(report.connector().venue(), report.kind());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(
                fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
        Files.move(
                fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return read(root).orElseThrow();
    }

    private static Optional<Certificate> read(JsonNode root) {
        JsonNode report = root.path("report");
        String hash = root.path("reportHash").asString("");
        if (!report.isObject() || !hash(report).equals(hash)) {
            return Optional.empty();
        }
        if (report.path("failed").asInt(1) != 0 || !report.path("complete").asBoolean(false)) {
            return Optional.empty();
        }
        return Optional.of(
                new Certificate(
                        VenueId.of(report.path("venue").asString("")),
                        InstrumentKind.valueOf(
                                report.path("kind").asString("").toUpperCase(Locale.ROOT)),
                        report.path("connectorVersion").asString(""),
                        report.path("suiteVersion").asInt(0),
                        instant(report.path("at").asString("")),
                        report.path("passed").asInt(0),
                        report.path("notApplicable").asInt(0),
                        report.path("notShown").asInt(0),
                        hash));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("at must be an instant, was '" + text + "'", e);
        }
    }

    private static String hash(JsonNode report) {
        try {
            byte[] text = JSON.writeValueAsString(report).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private Path file(VenueId venue, InstrumentKind kind) {
        return folder.resolve(venue + "-" + name(kind) + ".json");
    }

    private static String name(InstrumentKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
