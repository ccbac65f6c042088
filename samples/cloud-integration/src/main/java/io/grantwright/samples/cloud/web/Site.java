package io.grantwright.samples.cloud.web;

/** What is on the pages. */
public interface Site {
  /** Answers a visit. A POST comes from a form of this site, opened by the same browser. */
  Answer answer(Visit visit);

  /**
   * The page for a request that is not answered.
   *
   * @param status the status
   * @param title what is wrong
   * @param sentence what to do
   */
  Answer refusal(int status, String title, Html sentence);

  /** Learns of a fault of the program. */
  void fault(Visit visit, RuntimeException fault);
}
