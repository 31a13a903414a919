/** Where tokens outlive the process. Start with {@link io.openmsal.port.store.TokenStore}. What is stored, and how it is merged, is the business of the core. */
@NullMarked
package io.openmsal.port.store;

import org.jspecify.annotations.NullMarked;
