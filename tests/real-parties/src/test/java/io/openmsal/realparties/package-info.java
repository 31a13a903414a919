/**
 * The library against parties that nobody here wrote: Keycloak as the provider, Chromium in front of the person. A party that is
 * missing on a machine is skipped aloud. Tests of the command line against the same parties belong here too.
 */
package io.openmsal.realparties;
