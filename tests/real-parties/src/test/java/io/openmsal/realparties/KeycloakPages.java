package io.openmsal.realparties;

import com.microsoft.playwright.Page;
import io.openmsal.realparties.keycloak.Keycloak;
import io.openmsal.realparties.keycloak.KeycloakRealm;

/** What a person does on Keycloak's own pages. */
final class KeycloakPages {

    private KeycloakPages() {}

    static void signIn(Page page, Keycloak keycloak) {
        typeCredentials(page, keycloak.realm().password().reveal());
    }

    static void signInToAccountPage(Page page, Keycloak keycloak) {
        signIn(page, keycloak);
        page.waitForURL(keycloak.issuer() + "/account**");
    }

    static void mistypePassword(Page page) {
        typeCredentials(page, "not the password");
        page.locator("#input-error-username").waitFor();
    }

    static void typeDeviceCode(Page page, String code) {
        page.locator("#device_user_code").fill(code);
        page.locator("#kc-login").click();
    }

    static void approveDevice(Page page) {
        page.locator("[name=accept]").click();
        page.getByText("Device Login Successful").waitFor();
    }

    static void declineDevice(Page page) {
        refuseConsent(page);
        page.getByText("Device Login Failed").waitFor();
    }

    static void refuseConsent(Page page) {
        page.locator("[name=cancel]").click();
    }

    private static void typeCredentials(Page page, String password) {
        page.locator("#username").fill(KeycloakRealm.USERNAME);
        page.locator("#password").fill(password);
        page.locator("#kc-login").click();
    }
}
