package dev.keel.sim.report;

/** Text that is safe wherever a page shows it: between tags and inside quoted attributes. */
final class Html {
    private Html() {}

    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(isShown(c) ? c : '\uFFFD');
            }
        }
        return out.toString();
    }

    /** Control characters have no place in a page, nor has half of a surrogate pair on its own. */
    private static boolean isShown(char c) {
        return c >= ' ' && c != '\u007F';
    }
}
