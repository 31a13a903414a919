package io.openmsal.realparties;

import com.microsoft.playwright.Page;

/** The last page of a sign-in, which the library's own listener shows. */
final class ClosingPages {

    private ClosingPages() {}

    static void awaitSuccess(Page page) {
        page.getByText("Your part is done").waitFor();
    }

    static void awaitFailure(Page page) {
        page.getByText("Sign-in was not completed").waitFor();
    }
}
