/** A real OpenID Connect provider as a child process. Start with Keycloak; tests say NeedsKeycloak and take one as a parameter. */
package io.openmsal.realparties.keycloak;
