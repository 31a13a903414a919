/** Who issues tokens, and at which addresses: start with {@link io.openmsal.domain.authority.Authority}. A new kind of authority is one more class of that family; {@link io.openmsal.domain.authority.Authorities} tells kinds by their hosts. Which hosts are trusted is {@link io.openmsal.domain.authority.InstanceDiscovery}, what published metadata may say is {@code MetadataRules}, and where an application asks for its own tokens is {@link io.openmsal.domain.authority.Region}. */
@NullMarked
package io.openmsal.domain.authority;

import org.jspecify.annotations.NullMarked;
