package io.openmsal.domain.client;

import io.openmsal.domain.exchange.Form;

/** A public client: its id is all it can say. */
enum NoCredential implements ClientCredential {
    INSTANCE;

    @Override
    public void authenticate(Form form, AssertionAudience audience) {}
}
