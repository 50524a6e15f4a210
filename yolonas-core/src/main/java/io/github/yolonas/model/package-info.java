/**
 * The YOLO-NAS network: one topology, written once, as a tree of small layers.
 *
 * <p>An {@link io.github.yolonas.model.Architecture} says how wide and deep the tree is; a {@link
 * io.github.yolonas.model.Weights} cursor walks beside the constructors, so that the tree of
 * constructors <em>is</em> the list of checkpoint keys; a {@link
 * io.github.yolonas.model.LeafTransform} turns a tree into another of the same topology: fused, in
 * another precision, on another device.
 *
 * <p>Tensors that a {@code forward} returns belong to the caller's {@code PointerScope}; each
 * composite frees its own intermediates as the pass goes on (see {@link
 * io.github.yolonas.model.Scoped}). Weights belong to the network, which frees them on close.
 */
@NullMarked
package io.github.yolonas.model;

import org.jspecify.annotations.NullMarked;
