package io.grantwright.processor.openapi;

import java.util.List;

/**
 * One operation of a document.
 *
 * @param method in capitals
 * @param path as it is written, without its fragment
 * @param fragment what tells it from others with the method and the path; empty for most
 * @param servers those below which its path lies; empty if nobody says any
 * @param item the path item
 */
public record DocumentedOperation(
    String method, String path, String fragment, List<Server> servers, Node item, Node node) {
  public DocumentedOperation {
    servers = List.copyOf(servers);
  }
}
