/**
 * Testing with and against the token store's port. Start with {@link io.openmsal.testing.store.FakeTokenStore}, which can
 * fail, hang and be overtaken by another writer; a store of your own passes when it passes
 * {@link io.openmsal.testing.store.TokenStoreContract}. {@link io.openmsal.testing.store.Race} lets threads loose on
 * anything.
 */
@NullMarked
package io.openmsal.testing.store;

import org.jspecify.annotations.NullMarked;
