package io.grantwright.runtime.store;

import java.util.concurrent.TimeUnit;

/** How a waiting store spends its time; a seam for tests. */
interface Pauses {
  /** The machine's. */
  Pauses REAL =
      new Pauses() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public void pause(long nanos) throws InterruptedException {
          TimeUnit.NANOSECONDS.sleep(nanos);
        }
      };

  long nanoTime();

  void pause(long nanos) throws InterruptedException;
}
