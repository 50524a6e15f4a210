package io.github.yolonas.model;

/**
 * Turns leaves into other leaves of the same function: how one tree becomes a fused one, one of
 * another precision, one that records activations.
 */
public interface LeafTransform {

  /** Leaves every leaf as it is: the un-fused network. */
  LeafTransform IDENTITY =
      new LeafTransform() {
        @Override
        public ConvolutionLeaf convolution(ConvolutionLeaf leaf) {
          return leaf;
        }

        @Override
        public Shortcut shortcut(Shortcut leaf) {
          return leaf;
        }
      };

  /** Branches, batch norms and learned scales folded: {@code fuse()} of every leaf. */
  LeafTransform FUSE =
      new LeafTransform() {
        @Override
        public ConvolutionLeaf convolution(ConvolutionLeaf leaf) {
          return leaf.fuse();
        }

        @Override
        public Shortcut shortcut(Shortcut leaf) {
          return leaf.fuse();
        }
      };

  /** Replaces a convolution by one of the same function. */
  ConvolutionLeaf convolution(ConvolutionLeaf leaf);

  /** Replaces a shortcut by one of the same function. */
  Shortcut shortcut(Shortcut leaf);

  /** This one, then {@code next}. */
  default LeafTransform then(LeafTransform next) {
    LeafTransform first = this;
    return new LeafTransform() {
      @Override
      public ConvolutionLeaf convolution(ConvolutionLeaf leaf) {
        return next.convolution(first.convolution(leaf));
      }

      @Override
      public Shortcut shortcut(Shortcut leaf) {
        return next.shortcut(first.shortcut(leaf));
      }
    };
  }
}
