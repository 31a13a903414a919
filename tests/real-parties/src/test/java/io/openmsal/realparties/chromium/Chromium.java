package io.openmsal.realparties.chromium;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import io.openmsal.realparties.party.PartyMissingException;
import io.openmsal.realparties.party.Programs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The machine's own Chromium without a window, driven by Playwright on the machine's own Node: nothing is downloaded. Playwright's
 * objects belong to one thread, so everything that touches a page runs on {@link #onItsThread}.
 */
public final class Chromium implements AutoCloseable {

    private static final List<String> QUIET = List.of(
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "chromium");
        made.setDaemon(true);
        return made;
    });
    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path program, Path node) {
        playwright = onItsThread(() -> Playwright.create(new Playwright.CreateOptions()
                        .setEnv(Map.of(
                                "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1", "PLAYWRIGHT_NODEJS_PATH", node.toString()))))
                .join();
        try {
            browser = onItsThread(() -> playwright
                            .chromium()
                            .launch(new BrowserType.LaunchOptions()
                                    .setExecutablePath(program)
                                    .setArgs(QUIET)))
                    .join();
        } catch (RuntimeException failed) {
            onItsThread(() -> {
                        playwright.close();
                        return null;
                    })
                    .join();
            thread.shutdown();
            throw failed;
        }
    }

    static Chromium start() throws PartyMissingException {
        Path program = Programs.find("chromium", "chromium-browser", "google-chrome")
                .orElseThrow(() -> new PartyMissingException(
                        "None of chromium, chromium-browser and google-chrome is on the PATH. Install one."));
        Path node = Programs.find("node")
                .orElseThrow(() -> new PartyMissingException("There is no node on the PATH. Install Node.js."));
        return new Chromium(program, node);
    }

    /** Runs something where pages may be touched. */
    <T> CompletableFuture<T> onItsThread(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, thread);
    }

    /** A browser window of somebody who has never been anywhere. Certificates of test authorities are believed. */
    BrowserContext newContext() {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setIgnoreHTTPSErrors(true)
                .setViewportSize(900, 760)
                .setLocale("en-US"));
        context.setDefaultTimeout(60_000);
        context.setDefaultNavigationTimeout(90_000);
        return context;
    }

    @Override
    public void close() {
        onItsThread(() -> {
                    browser.close();
                    playwright.close();
                    return null;
                })
                .join();
        thread.shutdown();
    }
}
