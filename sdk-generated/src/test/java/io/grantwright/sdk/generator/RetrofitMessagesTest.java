package io.grantwright.sdk.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import retrofit2.Retrofit;

/**
 * The page that compares Retrofit's checks with ours knows all messages of the Retrofit that is
 * there: those that stand in the class files of what reads methods and parameters.
 */
final class RetrofitMessagesTest {
  private static final Path PAGE = Path.of("../docs/retrofit-checks.md");
  private static final Pattern CLASSES =
      Pattern.compile(
          "retrofit2/(RequestFactory|ServiceMethod|HttpServiceMethod|Utils|ParameterHandler"
              + "|RequestBuilder)(\\$.*)?\\.class|retrofit2/Retrofit\\.class");
  private static final Pattern WORDS = Pattern.compile("(?s).*\\p{Alpha}{2}.*\\s.*\\p{Alpha}{2}.*");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (.*) \\| .* \\|$");
  private static final Pattern CODE = Pattern.compile("`([^`]*)`");

  /** Constants of several words that nobody is to read. */
  private static final Set<String> NO_MESSAGES = Set.of("form-data; name=\"", "\n    for method ");

  /** The tags of the constant pool (JVMS §4.4). */
  private static final int UTF8 = 1;

  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int CLASS = 7;
  private static final int STRING = 8;
  private static final int METHOD_HANDLE = 15;
  private static final int METHOD_TYPE = 16;

  @Test
  void areAllOnThePage() throws IOException {
    Set<String> missing = new TreeSet<>();
    List<String> page = page();
    for (String message : messages()) {
      if (page.stream().noneMatch(each -> each.contains(message))) {
        missing.add(message);
      }
    }

    assertThat(missing).isEmpty();
  }

  /** What Retrofit no longer says would only mislead. */
  @Test
  void areAllThatIsOnThePage() throws IOException {
    Set<String> messages = messages();

    assertThat(messages).hasSizeGreaterThan(80);
    assertThat(page())
        .allSatisfy(each -> assertThat(messages).anySatisfy(one -> assertThat(each).contains(one)));
  }

  /** The messages in the left columns. */
  private static List<String> page() throws IOException {
    return ROW.matcher(Files.readString(PAGE))
        .results()
        .map(MatchResult::group)
        .map(row -> row.split(" \\| ", 2)[0])
        .flatMap(left -> CODE.matcher(left).results())
        .map(code -> code.group(1))
        .toList();
  }

  private static Set<String> messages() throws IOException {
    Set<String> messages = new TreeSet<>();
    URL jar = Retrofit.class.getProtectionDomain().getCodeSource().getLocation();
    try (JarFile file = new JarFile(Path.of(URI.create(jar.toString())).toFile())) {
      for (JarEntry entry : file.stream().toList()) {
        if (CLASSES.matcher(entry.getName()).matches()) {
          for (String text : strings(file.getInputStream(entry))) {
            if (WORDS.matcher(text).matches() && !NO_MESSAGES.contains(text)) {
              messages.add(text.replace("%s", "…").replace('\n', ' ').strip());
            }
          }
        }
      }
    }
    return messages;
  }

  /** The texts of a class file (JVMS §4.1). */
  private static List<String> strings(InputStream stream) throws IOException {
    Map<Integer, String> texts = new TreeMap<>();
    List<Integer> strings = new ArrayList<>();
    try (DataInputStream input = new DataInputStream(stream)) {
      input.skipNBytes(8);
      int count = input.readUnsignedShort();
      for (int i = 1; i < count; i++) {
        int tag = input.readUnsignedByte();
        switch (tag) {
          case UTF8 -> texts.put(i, input.readUTF());
          case STRING -> strings.add(input.readUnsignedShort());
          case CLASS, METHOD_TYPE -> input.skipNBytes(2);
          case METHOD_HANDLE -> input.skipNBytes(3);
          case LONG, DOUBLE -> {
            input.skipNBytes(8);
            i++; // They take two places.
          }
          default -> input.skipNBytes(4);
        }
      }
    }
    return strings.stream().map(texts::get).toList();
  }
}
