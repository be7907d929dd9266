package dev.keel.venues.metatrader.install;

import dev.keel.venues.metatrader.mailbox.PairingKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Finds terminals and copies the Expert Advisor into one. */
public final class TerminalInstaller {
    /** Names the files that come with this Keel, one path a line. */
    private static final String INDEX = "files.txt";

    /** Where among the resources the Expert Advisor is. */
    private static final String SOURCES = "/mql/";

    private final Map<String, String> environment;
    private final Path home;

    /**
     * @param environment of the process: where Windows keeps its data
     * @param home the user's folder, in which wine keeps its prefix
     */
    public TerminalInstaller(Map<String, String> environment, Path home) {
        this.environment = Map.copyOf(environment);
        this.home = home;
    }

    /**
     * The terminals of this user: those that Windows knows, and those in wine's usual prefix.
     *
     * @throws IOException if a folder cannot be read
     */
    public List<TerminalFolder> find() throws IOException {
        List<TerminalFolder> found = new ArrayList<>();
        String roaming = environment.get("APPDATA");
        if (roaming != null) {
            found.addAll(under(Path.of(roaming)));
        }
        String prefix = environment.get("WINEPREFIX");
        found.addAll(inPrefix(prefix == null ? home.resolve(".wine") : Path.of(prefix)));
        return found;
    }

    /** The terminals in a wine prefix. */
    public List<TerminalFolder> inPrefix(Path prefix) throws IOException {
        List<TerminalFolder> found = new ArrayList<>();
        for (Path user : children(prefix.resolve("drive_c").resolve("users"))) {
            found.addAll(under(user.resolve("AppData").resolve("Roaming")));
            found.addAll(under(user.resolve("Application Data")));
        }
        for (String programs : List.of("Program Files", "Program Files (x86)")) {
            for (Path folder : children(prefix.resolve("drive_c").resolve(programs))) {
                terminal(folder).ifPresent(found::add);
            }
        }
        return found;
    }

    private static List<TerminalFolder> under(Path roaming) throws IOException {
        List<TerminalFolder> found = new ArrayList<>();
        for (Path folder : children(roaming.resolve("MetaQuotes").resolve("Terminal"))) {
            terminal(folder).ifPresent(found::add);
        }
        return found;
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isDirectory).sorted().toList();
        }
    }

    /** The terminal whose data folder this is; empty if it is none. */
    public static Optional<TerminalFolder> terminal(Path data) throws IOException {
        for (String platform : List.of("mt5", "mt4")) {
            if (Files.isDirectory(data.resolve(platform.equals("mt4") ? "MQL4" : "MQL5"))) {
                return Optional.of(new TerminalFolder(data, platform, origin(data)));
            }
        }
        return Optional.empty();
    }

    /** MetaTrader writes this file in UTF-16. */
    private static String origin(Path data) throws IOException {
        Path file = data.resolve("origin.txt");
        if (!Files.exists(file)) {
            return "";
        }
        byte[] bytes = Files.readAllBytes(file);
        boolean isWide = bytes.length > 1 && (bytes[0] == (byte) 0xff || bytes[1] == 0);
        Charset charset = isWide ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
        return new String(bytes, charset).replace("\ufeff", "").strip();
    }

    /**
     * Copies the Expert Advisor's sources and makes the mailbox. What is there already is replaced;
     * nothing else is touched.
     *
     * @return the files that were written
     * @throws IOException if the sources are not in this build, or cannot be written
     */
    public List<Path> install(TerminalFolder terminal, long login) throws IOException {
        List<Path> written = new ArrayList<>();
        for (String name : sources(terminal.platform())) {
            Path target = terminal.mql().resolve(targetOf(name));
            Files.createDirectories(target.getParent());
            try (InputStream in = open(name)) {
                Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
            }
            written.add(target);
        }
        Files.createDirectories(terminal.mailbox(login));
        return written;
    }

    /** The sources of a platform, and those that both share. */
    List<String> sources(String platform) throws IOException {
        String other = platform.equals("mt4") ? "mt5/" : "mt4/";
        try (InputStream in = open(INDEX)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith(other))
                    .toList();
        }
    }

    private InputStream open(String name) throws IOException {
        InputStream in = TerminalInstaller.class.getResourceAsStream(SOURCES + name);
        if (in == null) {
            throw new IOException("the Expert Advisor's " + name + " is not in this build");
        }
        return in;
    }

    /** Experts go beside each other, what they include goes where the compiler looks for it. */
    private static String targetOf(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        return file.endsWith(".mqh") ? "Include/Keel/" + file : "Experts/Keel/" + file;
    }

    /**
     * A fresh pairing key, to be shown once and kept with the account.
     *
     * @return 64 hexadecimal digits; the caller wipes them
     */
    public static char[] newPairingKey(SecureRandom random) {
        try (PairingKey key = PairingKey.random(random)) {
            return key.digits();
        }
    }

    /**
     * Compiles the Expert Advisor with the terminal's own MetaEditor, if there is one that can be
     * run on this machine.
     *
     * @return what to tell the person
     */
    public String compile(TerminalFolder terminal) throws IOException {
        Optional<Path> editor = editor(terminal);
        if (editor.isEmpty()) {
            return "MetaEditor was not found: open it from the terminal (F4), open"
                    + " Experts/Keel/Keel, and press F7";
        }
        Path source =
                terminal.mql()
                        .resolve("Experts")
                        .resolve("Keel")
                        .resolve("Keel." + (terminal.platform().equals("mt4") ? "mq4" : "mq5"));
        Process process =
                new ProcessBuilder(editor.get().toString(), "/compile:" + source, "/log")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "MetaEditor did not finish: compile by hand (F7)";
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while MetaEditor compiled", e);
        }
        Path made =
                source.resolveSibling(
                        "Keel." + (terminal.platform().equals("mt4") ? "ex4" : "ex5"));
        return Files.exists(made)
                ? "compiled"
                : "MetaEditor made no Keel: read its log beside the source, or compile by hand (F7)";
    }

    private static Optional<Path> editor(TerminalFolder terminal) {
        String name = terminal.platform().equals("mt4") ? "metaeditor.exe" : "metaeditor64.exe";
        boolean canRun = System.getProperty("os.name").startsWith("Windows");
        return Stream.of(terminal.origin(), terminal.data().toString())
                .filter(folder -> canRun && !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
