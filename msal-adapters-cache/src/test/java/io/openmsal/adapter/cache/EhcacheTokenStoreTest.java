package io.openmsal.adapter.cache;

import org.ehcache.jsr107.EhcacheCachingProvider;

class EhcacheTokenStoreTest extends JCacheTokenStoreContract {

    EhcacheTokenStoreTest() {
        super(new EhcacheCachingProvider());
    }
}
