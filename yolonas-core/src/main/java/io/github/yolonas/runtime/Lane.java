package io.github.yolonas.runtime;

import org.bytedeco.pytorch.Tensor;

/**
 * The queue of a device in which a model's passes run, so that the pipeline need not know whether
 * operations are done when they return (on a processor) or merely queued (on a graphics card). Safe
 * to share by threads.
 */
interface Lane {

  /**
   * Makes this the calling thread's current queue, until the turn is closed by the same thread;
   * whatever was current before then is so again.
   */
  Turn enter();

  /** Whether operations return before they are done. */
  boolean queues();

  /** A thread's stay in a lane. */
  interface Turn extends AutoCloseable {

    /**
     * Waits for everything that this thread has queued, and copies to host memory. Waiting is dear:
     * once for each turn, at its end.
     *
     * @return a tensor on the CPU in the caller's scope
     */
    Tensor toHost(Tensor tensor);

    /** Leaves the lane. */
    @Override
    void close();
  }
}
