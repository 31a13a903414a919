package io.openmsal.adapter.browser;

import java.util.Objects;
import java.util.Optional;

/**
 * The pages shown when nobody brings their own: one sentence on how the browser's part went and one on what to do now, light or dark as the
 * browser likes it, without scripts, and without anything of the provider's answer but the error it reported.
 */
public final class SignInPages implements RedirectPages {

    private static final int LONGEST_CODE = 100;
    private static final int LONGEST_DESCRIPTION = 1000;

    private static final String DOCUMENT = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title}</title>
            <style>
            :root { color-scheme: light dark; --page: #f3f5f8; --card: #fff; --text: #1b1f24; --soft: #57606a;
                    --line: #dfe3e8; --good: #1a7f4b; --bad: #b3361c; }
            @media (prefers-color-scheme: dark) {
              :root { --page: #14171b; --card: #1e2227; --text: #eceff3; --soft: #a0a8b3;
                      --line: #343a42; --good: #4cc38a; --bad: #ff8a6b; }
            }
            * { box-sizing: border-box; }
            body { margin: 0; min-height: 100vh; display: flex; align-items: center; justify-content: center;
                   padding: 24px; background: var(--page); color: var(--text);
                   font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
            main { width: 100%; max-width: 480px; padding: 44px 44px 40px; text-align: center;
                   background: var(--card); border: 1px solid var(--line); border-radius: 16px;
                   box-shadow: 0 12px 32px rgba(20, 28, 40, .08); }
            svg { width: 60px; height: 60px; color: var({tone}); }
            h1 { margin: 18px 0 8px; font-size: 25px; font-weight: 600; line-height: 1.25; letter-spacing: -.01em; }
            p { margin: 0; color: var(--soft); text-wrap: balance; }
            .reason { margin: 24px 0 0; padding: 14px 16px; text-align: left; font-size: 14px;
                      border: 1px solid var(--line); border-radius: 10px; background: var(--page); text-wrap: wrap;
                      overflow-wrap: anywhere; white-space: pre-line; }
            .reason code { display: block; margin-bottom: 4px; color: var(--text);
                           font: 600 13px/1.5 ui-monospace, "SF Mono", Consolas, "Liberation Mono", monospace; }
            @media (max-width: 520px) { main { padding: 32px 24px 28px; } }
            </style>
            </head>
            <body>
            <main>
            <svg viewBox="0 0 60 60" fill="none" stroke="currentColor" stroke-width="3.5" stroke-linecap="round"
             stroke-linejoin="round" aria-hidden="true"><circle cx="30" cy="30" r="27" opacity=".35"/>{sign}</svg>
            <h1>{title}</h1>
            <p>{next}</p>
            {reason}</main>
            </body>
            </html>
            """;

    private static final String TICK = "<path d=\"M19 31l8 8 15-17\"/>";
    private static final String EXCLAMATION = "<path d=\"M30 17v17M30 42.5v.1\"/>";

    private final String application;

    /** Pages that call the application just that: the application. */
    public SignInPages() {
        this("the application");
    }

    /**
     * Pages that call the application by its name.
     *
     * @param application what comes after "go back to"; escaped before it is shown
     */
    public SignInPages(String application) {
        this.application = HtmlText.escape(Objects.requireNonNull(application, "application"), LONGEST_CODE);
    }

    @Override
    public ClosingPage success() {
        return ClosingPage.html(DOCUMENT.replace("{tone}", "--good")
                .replace("{sign}", TICK)
                .replace("{title}", "Your part is done")
                .replace("{reason}", "")
                .replace("{next}", "You can close this tab and go back to " + application + "."));
    }

    @Override
    public ClosingPage failure(String error, Optional<String> description) {
        // What comes from outside goes in last, so that a placeholder hidden in it stays text.
        return ClosingPage.html(DOCUMENT.replace("{tone}", "--bad")
                .replace("{sign}", EXCLAMATION)
                .replace("{title}", "Sign-in was not completed")
                .replace("{next}", "You can close this tab, go back to " + application + " and try again.")
                .replace("{reason}", reason(error, description)));
    }

    private static String reason(String error, Optional<String> description) {
        String detail = description
                .map(text -> "<span>" + HtmlText.escape(text, LONGEST_DESCRIPTION) + "</span>")
                .orElse("");
        return "<p class=\"reason\"><code>" + HtmlText.escape(error, LONGEST_CODE) + "</code>" + detail + "</p>\n";
    }
}
