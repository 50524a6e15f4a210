/**
 * What a network is made of, layer by layer: as a table, as records, as JSON. Computed from shapes;
 * nothing here touches native code.
 */
package io.github.yolonas.summary;
