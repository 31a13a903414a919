/** An OpenID provider that npm has, certified and written by others, beside Keycloak. Start with NodeOidcProvider. */
package io.openmsal.realparties.oidc;
