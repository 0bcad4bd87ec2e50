import java.io.File;
import java.io.InputStream;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/** Holds PDF files against veraPDF's rules: {@code PdfRules PROFILE[,PROFILE …] FILE …}, a line for each rule tried. */
public class PdfRules {
    public static void main(String[] args) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        for (String name : args[0].split(",")) {
            ValidationProfile rules;
            try (InputStream in = PdfRules.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")) {
                rules = Profiles.profileFromXml(in);
            }
            for (int at = 1; at < args.length; at++) {
                hold(new File(args[at]), name, rules);
            }
        }
    }

    /** Prints {@code file, profile, number of things tried}, and then {@code file, profile, rule, message} for each that failed. */
    private static void hold(File file, String name, ValidationProfile rules) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, rules.getPDFAFlavour());
                PDFAValidator validator = Foundries.defaultInstance().createValidator(rules, false)) {
            var result = validator.validate(parser);
            System.out.println(file.getName() + "\t" + name + "\t" + result.getTotalAssertions());
            for (TestAssertion each : result.getTestAssertions()) {
                if (each.getStatus() == TestAssertion.Status.FAILED) {
                    var rule = each.getRuleId();
                    System.out.println(file.getName() + "\t" + name + "\t" + rule.getClause() + "-" + rule.getTestNumber()
                            + "\t" + each.getMessage().replaceAll("\\s+", " "));
                }
            }
            if (!result.isCompliant() && result.getTestAssertions().isEmpty()) {
                System.out.println(file.getName() + "\t" + name + "\t?\tnot compliant");
            }
        }
    }
}
