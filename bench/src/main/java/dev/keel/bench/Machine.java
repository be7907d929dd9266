package dev.keel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where a benchmark ran. */
record Machine(String processor, int cores, long heapMegabytes, String java, String system) {
    static Machine here() {
        Runtime runtime = Runtime.getRuntime();
        return new Machine(
                processorName(),
                runtime.availableProcessors(),
                runtime.maxMemory() >> 20,
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.version"));
    }

    @Override
    public String toString() {
        return processor
                + ", "
                + cores
                + " cores, heap "
                + heapMegabytes
                + " MB, "
                + java
                + ", "
                + system;
    }

    private static String processorName() {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(info)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(info)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
