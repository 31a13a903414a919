package io.openmsal.cli;

import io.openmsal.testing.emulator.Emulator;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person who waits for an address or a code to appear and then signs in at the emulator. */
final class ScriptedPerson {

    private static final Pattern REDIRECT_URI = Pattern.compile("[?&]redirect_uri=([^&]*)");

    private ScriptedPerson() {}

    /**
     * A command for {@code --browser} that writes the address down, and somebody who reads it there.
     *
     * @return the command, to be given as it is
     */
    static String browser(Emulator emulator, String username, Path directory) throws IOException {
        Path address = directory.resolve("address");
        Files.deleteIfExists(address);
        Path script = directory.resolve("browser.sh");
        Files.writeString(
                script,
                "#!/bin/sh\nprintf '%s' \"$1\" > '" + address + ".part' && mv '" + address + ".part' '" + address
                        + "'\n");
        soon(() -> textOf(address), text -> {
            URI uri = URI.create(text);
            answer(uri, emulator.signIn(uri, username));
        });
        return "/bin/sh '" + script + "'";
    }

    /** Approves the device whose code appears on the error stream. */
    static void withAnotherDevice(Emulator emulator, String username, TestShell shell) {
        Pattern code = Pattern.compile("enter the code (\\S+) to authenticate");
        soon(
                () -> {
                    Matcher matcher = code.matcher(shell.errors());
                    return matcher.find() ? matcher.group(1) : "";
                },
                userCode -> emulator.approveDeviceCode(userCode, username));
    }

    /** Acts when a text appears, within half a minute. */
    static void soon(Supplier<String> source, Consumer<String> action) {
        Thread person = new Thread(
                () -> {
                    try {
                        for (int i = 0; i < 1500; i++) {
                            String text = source.get();
                            if (!text.isEmpty()) {
                                action.accept(text);
                                return;
                            }
                            Thread.sleep(20);
                        }
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                },
                "scripted-person");
        person.setDaemon(true);
        person.start();
    }

    private static String textOf(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException notYet) {
            return "";
        }
    }

    private static URI redirectUriOf(URI address) {
        Matcher matcher = REDIRECT_URI.matcher(String.valueOf(address));
        if (!matcher.find()) {
            throw new AssertionError("No redirect URI in the address");
        }
        return URI.create(URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8));
    }

    /** Posted, or in the address, as the page was told. */
    private static void answer(URI page, Map<String, String> answer) {
        String form = answer.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        URI redirectUri = URI.create(redirectUriOf(page) + "/");
        HttpRequest request = page.getQuery().contains("response_mode=form_post")
                ? HttpRequest.newBuilder(redirectUri)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build()
                : HttpRequest.newBuilder(URI.create(redirectUri + "?" + form)).build();
        CompletableFuture<HttpResponse<Void>> sent =
                HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.discarding());
        sent.join();
    }
}
