/** The token store on the JCache providers of data grids that run in this process or on Redis, on loopback alone. Hazelcast's is among the real parties. */
package io.openmsal.grids;
