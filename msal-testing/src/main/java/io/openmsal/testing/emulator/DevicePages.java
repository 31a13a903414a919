package io.openmsal.testing.emulator;

/** The pages where a person connects a device. */
final class DevicePages {

    Answer enterCode(String code, boolean wasWrong) {
        String alert = wasWrong
                ? "<p class=\"alert\" role=\"alert\">That code didn't work. Check the code and try again.</p>\n"
                : "";
        return Page.of(200, "Enter code", """
                <h1>Enter code to allow access</h1>
                <p>Type the code that your app or device shows.</p>
                %s<form method="post" action="/devicelogin">
                <label for="otc">Code</label>
                <input id="otc" name="otc" class="code" value="%s" autocomplete="off" autocapitalize="characters" spellcheck="false" required autofocus>
                <div class="buttons"><button type="submit">Next</button></div>
                </form>
                """.formatted(alert, Page.escape(code)));
    }

    Answer confirm(PendingSignIns.Pending pending, EmulatorApp app, EmulatorUser user) {
        String name = Page.escape(app.displayName());
        return Page.of(200, "Confirm sign-in", """
                <h1>Are you trying to sign in to %s?</h1>
                <p>Only continue if the device with the code is yours.</p>
                <p>You are signed in as %s.</p>
                <form method="post" action="/devicelogin/confirm">
                %s<div class="buttons">
                <button type="submit" name="action" value="continue">Continue</button>
                <button type="submit" class="quiet" name="action" value="cancel">Cancel</button>
                </div>
                </form>
                """.formatted(
                        name, Page.escape(user.username()), Page.hidden("flow", pending.id())));
    }
}
