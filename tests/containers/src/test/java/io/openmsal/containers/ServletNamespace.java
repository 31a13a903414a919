package io.openmsal.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;

/**
 * Which packages the servlets of a container live in, and against which jar something for it is compiled.
 *
 * @param name {@code javax} or {@code jakarta}
 * @param api the jar
 */
record ServletNamespace(String name, Path api) {

    /** Compiles a class that has no package, and whose source says {@code NAMESPACE} where the two differ. */
    byte[] compiled(String className, String source) throws IOException {
        Path folder = Files.createTempDirectory("compiled-for-" + name);
        Path file = Files.writeString(folder.resolve(className + ".java"), source.replace("NAMESPACE", name));
        int exit = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "--release",
                        "17",
                        "-proc:none",
                        "-cp",
                        api.toString(),
                        "-d",
                        folder.toString(),
                        file.toString());
        if (exit != 0) {
            throw new IOException("javac refused the source of " + className);
        }
        return Files.readAllBytes(folder.resolve(className + ".class"));
    }
}
