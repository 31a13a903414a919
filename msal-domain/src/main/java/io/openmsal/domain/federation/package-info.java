/**
 * People whose organization keeps their passwords itself: where their account is (user realm), which addresses its server has
 * (MEX), and a SAML assertion from there (WS-Trust). Start with {@link io.openmsal.domain.federation.Federation}.
 */
@NullMarked
package io.openmsal.domain.federation;

import org.jspecify.annotations.NullMarked;
