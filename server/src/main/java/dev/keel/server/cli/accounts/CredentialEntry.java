package dev.keel.server.cli.accounts;

import dev.keel.venues.connector.ConnectorInfo.CredentialField;
import dev.keel.venues.connector.ConnectorInfo.Secrecy;
import dev.keel.venues.connector.Credentials;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where a person's credentials come from: the terminal, unseen, or standard input. */
public final class CredentialEntry {
    private static final int MOST_CHARACTERS = 100_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final InputStream standardInput;
    private final @Nullable Console console;

    /**
     * @param console null where nobody is at a terminal
     */
    public CredentialEntry(InputStream standardInput, @Nullable Console console) {
        this.standardInput = standardInput;
        this.console = console != null && console.isTerminal() ? console : null;
    }

    /**
     * Asks for each field; what is secret is not shown. An optional one may be left empty.
     *
     * @throws IllegalArgumentException if nobody is at a terminal
     */
    public Credentials ask(List<CredentialField> fields) {
        Console terminal = console;
        if (terminal == null) {
            throw new IllegalArgumentException(
                    "credentials must be typed at a terminal, or be given over standard input with"
                            + " --credentials-stdin");
        }
        Credentials credentials = Credentials.none();
        for (CredentialField field : fields) {
            char[] value = ask(terminal, field);
            if (value.length > 0) {
                Credentials _ = credentials.with(field.name(), value);
            }
            Arrays.fill(value, '\0');
        }
        return credentials;
    }

    private static char[] ask(Console terminal, CredentialField field) {
        String prompt = field.label() + (field.optional() ? " (may be empty): " : ": ");
        if (field.secrecy() == Secrecy.PLAIN) {
            String line = terminal.readLine("%s", prompt);
            return line == null ? new char[0] : line.strip().toCharArray();
        }
        char[] typed = terminal.readPassword("%s", prompt);
        return typed == null ? new char[0] : stripped(typed);
    }

    /** What is pasted often ends in a blank. */
    private static char[] stripped(char[] typed) {
        int from = 0;
        int to = typed.length;
        while (from < to && Character.isWhitespace(typed[from])) {
            from++;
        }
        while (to > from && Character.isWhitespace(typed[to - 1])) {
            to--;
        }
        char[] value = Arrays.copyOfRange(typed, from, to);
        Arrays.fill(typed, '\0');
        return value;
    }

    /**
     * Reads standard input to its end: a JSON object of texts, or lines {@code name=value}.
     *
     * @throws IllegalArgumentException if it is neither; what it holds is not shown
     */
    public Credentials read() {
        char[] text = all();
        try {
            return isObject(text) ? object(text) : lines(text);
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    private char[] all() {
        char[] room = new char[MOST_CHARACTERS];
        try (Reader reader = new InputStreamReader(standardInput, StandardCharsets.UTF_8)) {
            int length = 0;
            int more;
            while (length < room.length
                    && (more = reader.read(room, length, room.length - length)) >= 0) {
                length += more;
            }
            return Arrays.copyOf(room, length);
        } catch (IOException e) {
            throw new UncheckedIOException("standard input cannot be read", e);
        } finally {
            Arrays.fill(room, '\0');
        }
    }

    private static boolean isObject(char[] text) {
        for (char c : text) {
            if (!Character.isWhitespace(c)) {
                return c == '{';
            }
        }
        return false;
    }

    private static Credentials object(char[] text) {
        Credentials credentials = Credentials.none();
        try (Reader reader = new java.io.CharArrayReader(text)) {
            for (var field : JSON.readTree(reader).properties()) {
                JsonNode value = field.getValue();
                if (!value.isString()) {
                    throw new IllegalArgumentException(
                            "credential '" + field.getKey() + "' must be a text");
                }
                Credentials _ = credentials.with(field.getKey(), value.asString().toCharArray());
            }
            return credentials;
        } catch (JacksonException | IOException e) {
            // Without the cause: a parser's message quotes what it reads.
            throw new IllegalArgumentException(
                    "standard input must be a JSON object of texts, or lines name=value");
        }
    }

    private static Credentials lines(char[] text) {
        Credentials credentials = Credentials.none();
        int start = 0;
        int number = 0;
        while (start < text.length) {
            int end = start;
            while (end < text.length && text[end] != '\n') {
                end++;
            }
            number++;
            line(credentials, CharBuffer.wrap(text, start, end - start).slice(), number);
            start = end + 1;
        }
        return credentials;
    }

    private static void line(Credentials credentials, CharBuffer line, int number) {
        int last = line.length();
        if (last > 0 && line.charAt(last - 1) == '\r') {
            last--;
        }
        if (last == 0) {
            return;
        }
        int at = 0;
        while (at < last && line.charAt(at) != '=') {
            at++;
        }
        if (at == 0 || at == last) {
            throw new IllegalArgumentException(
                    "line " + number + " of standard input must be name=value");
        }
        char[] value = new char[last - at - 1];
        line.slice(at + 1, value.length).get(value);
        Credentials _ = credentials.with(line.slice(0, at).toString().strip(), value);
        Arrays.fill(value, '\0');
    }
}
