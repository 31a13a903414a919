/**
 * One interface over every way in which a program gets a token for itself: {@link io.openmsal.credential.TokenCredential}. Start
 * with {@link io.openmsal.credential.CredentialChain#standard()}, which works on a developer's machine, on Azure Kubernetes
 * Service and on every Azure host alike, and says of each credential why it does not apply. Drivers and HTTP clients take
 * {@link io.openmsal.credential.TokenCredential#tokens a plain supplier of text}.
 */
@NullMarked
package io.openmsal.credential;

import org.jspecify.annotations.NullMarked;
