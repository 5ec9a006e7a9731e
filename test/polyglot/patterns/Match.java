import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads lines {@code P <pattern>} and {@code T <text>}, both in hexadecimal UTF-8; answers each T with 1 or 0, a bad P with E. */
class Match {
    public static void main(String[] arguments) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        Pattern pattern = null;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            var text = new String(HexFormat.of().parseHex(line.substring(2)), StandardCharsets.UTF_8);
            if (line.charAt(0) == 'P') {
                try {
                    pattern = Pattern.compile(text);
                } catch (PatternSyntaxException error) {
                    pattern = null;
                    System.out.println("E " + error.getDescription());
                }
            } else {
                System.out.println(pattern != null && pattern.matcher(text).find() ? "1" : "0");
            }
        }
    }
}
