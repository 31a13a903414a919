package io.openmsal.realparties;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** What a person does on the emulator's pages. */
final class EmulatorPages {

    static final String ADA = "ada@contoso.example";

    private EmulatorPages() {}

    static void signIn(Page page, String password) {
        page.getByLabel("Username").fill(ADA);
        page.getByLabel("Password").fill(password);
        press(page, "Sign in");
    }

    static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    static void awaitHeading(Page page, String text) {
        page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text))
                .waitFor();
    }
}
