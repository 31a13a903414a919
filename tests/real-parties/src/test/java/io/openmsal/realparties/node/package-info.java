/** MSAL for Node with its extensions, as npm ships them. Start with NodeMsal. */
package io.openmsal.realparties.node;
