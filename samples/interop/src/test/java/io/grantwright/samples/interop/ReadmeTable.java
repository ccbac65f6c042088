package io.grantwright.samples.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Keeps the README's table of servers and flows to what the test report says. */
final class ReadmeTable {
  static final String BEGIN = "<!-- Written by the interop profile: -->\n";
  static final String END = "<!-- until here. -->\n";

  private ReadmeTable() {}

  /**
   * Compares the table, or writes it.
   *
   * @param args the directory of the test report, the README, and {@code check} or {@code update}
   */
  public static void main(String[] args) throws Exception {
    Path readme = Path.of(args[1]);
    String before = Files.readString(readme, UTF_8);
    String after = withTable(before, table(report(Path.of(args[0]))));
    if (args[2].equals("update")) {
      Files.writeString(readme, after, UTF_8);
    } else if (!after.equals(before)) {
      System.err.println(
          "The README's table of servers is not what the tests have just found. Have it written by"
              + " mvn -Pinterop -pl samples/interop -am verify -Dinterop.table=update, and look at"
              + " the difference.");
      System.exit(1);
    }
  }

  /** Reads what {@link Flow#cameOut} wrote: an outcome for each server and flow. */
  static SortedMap<String, Map<Flow, String>> report(Path directory)
      throws IOException, ParserConfigurationException, SAXException {
    SortedMap<String, Map<Flow, String>> servers = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "TEST-*.xml")) {
      for (Path file : files) {
        NodeList outputs =
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getElementsByTagName("system-out");
        for (int i = 0; i < outputs.getLength(); i++) {
          for (String line : outputs.item(i).getTextContent().split("\\R", -1)) {
            if (line.startsWith(Flow.MARK)) {
              String[] parts = line.split(" \\| ", 4);
              servers
                  .computeIfAbsent(parts[1], server -> new EnumMap<>(Flow.class))
                  .put(Flow.valueOf(parts[2]), parts[3]);
            }
          }
        }
      }
    }
    return servers;
  }

  static String table(SortedMap<String, Map<Flow, String>> servers) {
    StringBuilder table = new StringBuilder("| |");
    servers.keySet().forEach(server -> table.append(' ').append(server).append(" |"));
    table.append("\n|---|").append("---|".repeat(servers.size())).append('\n');
    for (Flow flow : Flow.values()) {
      table.append("| ").append(flow.title).append(" |");
      servers.forEach(
          (server, outcomes) ->
              table.append(' ').append(outcomes.getOrDefault(flow, "not tried")).append(" |"));
      table.append('\n');
    }
    return table.toString();
  }

  static String withTable(String readme, String table) {
    int begin = readme.indexOf(BEGIN);
    int end = readme.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("The README has no place for the table of servers.");
    }
    return readme.substring(0, begin + BEGIN.length()) + table + readme.substring(end);
  }
}
