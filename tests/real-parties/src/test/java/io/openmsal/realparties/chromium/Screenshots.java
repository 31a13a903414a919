package io.openmsal.realparties.chromium;

import com.microsoft.playwright.Page;
import java.nio.file.Path;

/** Keeps what a person saw, for people to look at: whether a page is pleasant no assertion can tell. */
public final class Screenshots {

    private static final Path FOLDER = Path.of("target", "screenshots");

    private Screenshots() {}

    /**
     * Keeps a page.
     *
     * @param page what is shown
     * @param name the file's name without its ending
     */
    public static void keep(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(FOLDER.resolve(name + ".png")));
    }
}
