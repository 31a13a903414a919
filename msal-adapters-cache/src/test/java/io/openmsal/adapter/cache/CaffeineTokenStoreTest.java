package io.openmsal.adapter.cache;

import com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider;

class CaffeineTokenStoreTest extends JCacheTokenStoreContract {

    CaffeineTokenStoreTest() {
        super(new CaffeineCachingProvider());
    }
}
