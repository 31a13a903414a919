/**
 * What was promised to those who compile against a release, and whether it is kept. The promise is text in {@code api/}, one folder for
 * each version, one file for each module.
 */
@NullMarked
package io.openmsal.packaging.api;

import org.jspecify.annotations.NullMarked;
