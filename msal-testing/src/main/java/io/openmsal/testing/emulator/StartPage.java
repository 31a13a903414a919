package io.openmsal.testing.emulator;

import java.net.URI;

/** What a person sees who opens the emulator itself, and the files its pages are made of. */
final class StartPage implements Endpoint {

    private final URI base;
    private final MessagePages messages;

    StartPage(URI base, MessagePages messages) {
        this.base = base;
        this.messages = messages;
    }

    @Override
    public Answer serve(Call call) {
        return switch (call.request().path()) {
            case "/assets/page.css" -> Page.stylesheet();
            case "/assets/form-post.js" -> Page.formPostScript();
            case "/assets/signed-out.js" -> Page.signedOutScript();
            case "/" -> welcome();
            default -> messages.notFound();
        };
    }

    private Answer welcome() {
        return Page.of(200, "Identity provider emulator", """
                <h1>Identity provider emulator</h1>
                <p>Point your application at one of these authorities.</p>
                <dl>
                <dt>Microsoft Entra, any account</dt><dd>%1$s/common</dd>
                <dt>Microsoft Entra, one tenant</dt><dd>%1$s/contoso</dd>
                <dt>OpenID Connect</dt><dd>%1$s/oidc/contoso</dd>
                </dl>
                <p><a href="/common/v2.0/.well-known/openid-configuration">Metadata</a> ·
                <a href="/common/discovery/v2.0/keys">Keys</a> ·
                <a href="/devicelogin">Enter a device code</a></p>
                """.formatted(base));
    }
}
