// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

extension DiagnosticCode.Words {
  /// Of the files of a project, the command line and the machine.
  static let project: [DiagnosticCode: DiagnosticCode.Words] = [
    .usage: .init(
      title: "De opdracht klopt niet",
      explanation: .init(
        nl: "De opdracht vraagt iets dat er niet is.",
        en: "The command line asks for something that is not there."),
      remedy: .init(
        nl: "Zie 'hergebruik OPDRACHT --help'.",
        en: "See 'hergebruik COMMAND --help'.")),
    .projectMissing: .init(
      title: "Hier is geen project",
      explanation: .init(
        nl: "In de map staat geen 'pipelines/catalog.yaml'.",
        en: "The folder has no 'pipelines/catalog.yaml'."),
      remedy: .init(
        nl: "Ga naar de map met 'pipelines', of noem die met '--project MAP'.",
        en: "Go to the folder that has 'pipelines', or name it with '--project DIR'.")),
    .template: .init(
      title: "Een bestand van de site klopt niet",
      explanation: .init(
        nl: "Een eigen sjabloon, stijlblad, tekst of grens van de site kan niet worden gebruikt.",
        en: "A template, style sheet, text or outline of the site's own cannot be used."),
      remedy: .init(
        nl:
          "Vergelijk het bestand met dat van het programma, of zet de grens om; zie docs/site.md.",
        en: "Compare the file with the program's, or convert the outline; see docs/site.md.")),
    .datasetWithdrawn: .init(
      title: "Een ingetrokken dataset",
      explanation: .init(
        nl: "De gegevens zijn ingetrokken, dus een run publiceert ze niet.",
        en: "The data were withdrawn, so a run does not publish them."),
      remedy: .init(
        nl: "Met 'hergebruik withdraw NAAM --undo' mag een volgende run ze weer publiceren.",
        en: "After 'hergebruik withdraw NAME --undo' the next run may publish them again.")),
    .catalogueHeld: .init(
      title: "De catalogus staat vast",
      explanation: .init(
        nl:
          "De catalogus ging terug naar een eerdere generatie en staat daar vast, dus een run publiceert niets.",
        en:
          "The catalogue went back to an earlier generation and is held there, so a run publishes nothing."
      ),
      remedy: .init(
        nl: "Met 'hergebruik rollback --release' publiceert een volgende run weer.",
        en: "After 'hergebruik rollback --release' the next run publishes again.")),
    .dateBeforeRelease: .init(
      title: "De datum ligt voor de vorige publicatie",
      explanation: .init(
        nl: "De dag van deze run ligt voor de dag van de vorige publicatie.",
        en: "The day of this run lies before the day of the last release."),
      remedy: .init(
        nl: "Kijk naar de klok van de computer, of naar '--date'.",
        en: "Look at the clock of the machine, or at '--date'.")),
    .otherUser: .init(
      title: "Een andere gebruiker",
      explanation: .init(
        nl:
          "De catalogus is van een andere gebruiker dan die het programma draait. Wat de een maakt, kan de ander "
          + "later niet vervangen of weghalen.",
        en:
          "The catalogue belongs to another user than the one who runs the program. What one makes, the other cannot "
          + "replace or remove later."),
      remedy: .init(
        nl:
          "Draai het programma als de eigenaar, zonder sudo. Of geef de mappen met chown aan de gebruiker die het "
          + "draait.",
        en:
          "Run the program as the owner, without sudo. Or give the folders to the user who runs it, with chown."
      )),
    .accessibilityStatementMissing: .init(
      title: "Geen toegankelijkheidsverklaring",
      explanation: .init(
        nl:
          "De site heeft nog geen toegankelijkheidsverklaring. De wet vraagt er een, en de site zegt nu dat die er niet is.",
        en:
          "The site has no accessibility statement. Dutch law asks for one, and the site says now that there is none."
      ),
      remedy: .init(
        nl:
          "Maak er een op toegankelijkheidsverklaring.nl, en noem die in 'catalog.yaml' onder 'site', 'accessibility'.",
        en:
          "Make one on toegankelijkheidsverklaring.nl, and name it in 'catalog.yaml' below 'site', 'accessibility'."
      )),
    .identityChanged: .init(
      title: "Het kenmerk van een dataset verandert",
      explanation: .init(
        nl:
          "Het adres van de catalogus of het kenmerk van een dataset is anders dan wat is gepubliceerd. Portalen zien dan nieuwe datasets, en gooien de oude weg.",
        en:
          "The address of the catalogue, or the identifier of a dataset, differs from what is published. Portals see new datasets then, and throw the old ones away."
      ),
      remedy: .init(
        nl:
          "Zet het terug, of zeg dat het zo bedoeld is: met 'formerBaseURLs' in 'catalog.yaml', of het oude kenmerk bij 'otherIdentifier'.",
        en:
          "Put it back, or say that it is meant: with 'formerBaseURLs' in 'catalog.yaml', or the old identifier under 'otherIdentifier'."
      )),
    .datasetUnknown: .init(
      title: "Een onbekende dataset",
      explanation: .init(
        nl: "De genoemde dataset bestaat niet, of een map onder 'pipelines' heeft geen "
          + "'pipeline.yaml'.",
        en: "A dataset is named that the project does not have, a folder below 'pipelines' has no "
          + "'pipeline.yaml', or the project has no dataset at all."),
      remedy: .init(
        nl: "Gebruik de naam van een map onder 'pipelines'.",
        en: "Use the name of a folder below 'pipelines'.")),
    .yamlSyntax: .init(
      title: "Het bestand is geen goede YAML",
      explanation: .init(
        nl: "Het bestand kan niet als YAML worden gelezen. Ankers, aliassen en tags worden ook "
          + "geweigerd.",
        en: "The file cannot be read as YAML. Anchors, aliases and tags are refused too."),
      remedy: .init(
        nl: "Spring in met spaties. Zet teksten met ': ', of die beginnen met *, &, !, @ of %, "
          + "tussen aanhalingstekens.",
        en: "Indent with spaces. Put texts that hold ': ' or begin with '*', '&', '!', '@' or '%' "
          + "in quotes.")),
    .unanswered: .init(
      title: "Een vraag is niet beantwoord",
      explanation: .init(
        nl: "In een bestand dat 'hergebruik init' voorstelde, staat nog het woord ANSWER op de "
          + "plaats van een waarde.",
        en: "A file that 'hergebruik init' proposed still has a question: the word 'ANSWER' stands "
          + "where a value belongs."),
      remedy: .init(
        nl: "Lees de opmerking erboven, en vul in wat voor uw export geldt.",
        en: "Read the comment above it, and write what holds for your export in place of 'ANSWER'.")
    ),
    .unknownKey: .init(
      title: "Een onbekend woord in het bestand",
      explanation: .init(
        nl: "Een sleutelwoord hoort niet op deze plaats.",
        en: "A key does not belong where it stands."),
      remedy: .init(
        nl: "Verbeter de spelling of de inspringing.",
        en: "Correct its spelling or its indentation; see the pipeline file.")),
    .duplicateKey: .init(
      title: "Een woord staat er twee keer",
      explanation: .init(
        nl: "Een sleutelwoord staat twee keer in dezelfde groep.",
        en: "A key stands twice in the same group."),
      remedy: .init(
        nl: "Haal één van de twee weg.",
        en: "Remove one of the two.")),
    .missingKey: .init(
      title: "Een woord ontbreekt",
      explanation: .init(
        nl: "Een sleutelwoord dat geen standaardwaarde heeft, staat er niet.",
        en: "A key that has no default is not there."),
      remedy: .init(
        nl: "Voeg het toe.",
        en: "Add it; see the pipeline file.")),
    .wrongType: .init(
      title: "Een waarde van een verkeerde soort",
      explanation: .init(
        nl: "Er staat bijvoorbeeld een lijst waar een tekst hoort.",
        en: "A value is a list where a text belongs, or the like."),
      remedy: .init(
        nl: "Schrijf de waarde zoals de documentatie zegt. Een getal staat zonder "
          + "aanhalingstekens.",
        en: "Write the value as its table in the pipeline file says. A number stands without "
          + "quotes.")),
    .invalidValue: .init(
      title: "Een waarde die niet mag in het bestand",
      explanation: .init(
        nl: "De waarde is niet toegestaan, twee waarden spreken elkaar tegen, of een tekst bevat "
          + "een teken dat niet kan worden gepubliceerd.",
        en: "A value is of the right kind but not permitted, two values contradict each other, or "
          + "a text holds a character that cannot be published, such as a control character."),
      remedy: .init(
        nl: "Volg de aanwijzing onder de melding.",
        en: "Follow the suggestion below the message.")),
    .notInThisVersion: .init(
      title: "Dit kan deze versie nog niet",
      explanation: .init(
        nl: "Het sleutelwoord hoort bij het ontwerp, maar deze versie kent het nog niet. Het wordt "
          + "geweigerd, zodat niemand erop rekent.",
        en: "The key or value is part of the design, and this version does not have it yet. It is "
          + "refused, so that nobody relies on it."),
      remedy: .init(
        nl: "Haal het weg.",
        en: "Take it out.")),
    .datasetOrphaned: .init(
      title: "Een dataset zonder map",
      explanation: .init(
        nl: "De catalogus bevat een dataset waarvan de map onder 'pipelines' weg is. Hij blijft "
          + "gepubliceerd zoals hij is.",
        en: "The catalogue holds a dataset whose folder below 'pipelines' is gone. It stays "
          + "published as it is; this is a warning, which does not change the exit code."),
      remedy: .init(
        nl: "Zet de map terug. Een dataset verdwijnt niet in stilte.",
        en: "Bring the folder back. A dataset does not disappear in silence.")),
    .codeList: .init(
      title: "Een codelijst klopt niet",
      explanation: .init(
        nl: "Een codelijst of hiërarchie is er niet, staat op een verkeerde plaats, of is niet "
          + "goed.",
        en: "A code list or generalisation hierarchy is not there, is outside the two folders "
          + "where it may be, or is not right: a column is missing, a row has too few or too many "
          + "cells, a value stands there twice with different results, two values that are one at "
          + "a level are two again at a higher one, or a value that 'enum' permits is not in the "
          + "hierarchy."),
      remedy: .init(
        nl: "Herstel de lijst op de regel die wordt genoemd. Hij staat in de map van de dataset of "
          + "in 'pipelines/codes'.",
        en: "Mend the list at the line that is named. It stands in the dataset's folder or in "
          + "'pipelines/codes'.")),
    .inputOutput: .init(
      title: "Lezen of schrijven lukte niet",
      explanation: .init(
        nl: "Het systeem weigerde een bestand te lezen of te schrijven.",
        en: "The system refused to read or write a file."),
      remedy: .init(
        nl: "Kijk naar de rechten op het pad, en naar de ruimte op de schijf.",
        en: "Look at the rights on the path, and at the space on the disk.")),
    .selfCheck: .init(
      title: "De eigen controle faalde",
      explanation: .init(
        nl: "Wat het programma schreef, is niet wat het wilde schrijven. Er is niets gepubliceerd.",
        en: "What the program wrote is not what it meant to write. Nothing is published."),
      remedy: .init(
        nl: "Draai opnieuw. Komt het terug, test dan het geheugen van de computer en meld het.",
        en: "Run again. Where it comes back, test the memory of the machine and report it.")),
    .memoryExceeded: .init(
      title: "Te weinig geheugen",
      explanation: .init(
        nl: "Een vraag over de hele tabel heeft meer geheugen nodig dan '--memory' toestaat, en "
          + "kan daarvoor de schijf niet gebruiken.",
        en: "A question about the whole table needs more memory than '--memory' allows, and cannot "
          + "use the disk for it."),
      remedy: .init(
        nl: "Verhoog '--memory'. Een gevoelig veld dat in elke rij anders is, wijst personen aan: "
          + "laat het weg.",
        en: "Raise '--memory'. A sensitive field that is different in every row is an identifier: "
          + "drop it.")),
    .datasetCrashed: .init(
      title: "Een dataset brak af",
      explanation: .init(
        nl:
          "Het programma stopte midden in deze dataset, door een fout van het programma zelf of door "
          + "gebrek aan geheugen. De andere datasets gingen door.",
        en:
          "The program stopped in the middle of this dataset, by a fault of its own or for want of "
          + "memory. The other datasets went on."),
      remedy: .init(
        nl:
          "Meld wat er staat bij de makers, met het pipelinebestand en nooit met de export. Kijk of "
          + "de computer genoeg geheugen heeft.",
        en: "Tell the makers what it says, with the pipeline file and never with the export. Look "
          + "whether the machine has enough memory.")),
    .datasetTimeout: .init(
      title: "Een dataset duurde te lang",
      explanation: .init(
        nl:
          "Deze dataset was niet klaar binnen de tijd die een dataset, of een run, mag duren, en is "
          + "beëindigd. De andere datasets gingen door.",
        en: "This dataset was not done within the time that a dataset, or a run, may take, and was "
          + "ended. The other datasets went on."),
      remedy: .init(
        nl:
          "Kijk waarop hij wacht of waarom hij traag is. Heeft hij die tijd echt nodig, verhoog dan "
          + "'limits' in catalog.yaml.",
        en: "Look what it waits for, or why it is slow. Where it really needs that long, raise "
          + "'limits' in catalog.yaml.")),
    .engineFailed: .init(
      title: "Spark doet het niet",
      explanation: .init(
        nl:
          "De datasets zouden op andere computers worden gemaakt, met Spark, en dat ging mis. Wat er "
          + "gepubliceerd is, blijft zoals het is.",
        en:
          "The datasets were to be made on other machines, with Spark, and that went wrong. What is published "
          + "stays as it is."),
      remedy: .init(
        nl:
          "Doe wat de melding zegt. Of laat '--engine spark' weg: dan maakt deze computer ze zelf, met "
          + "dezelfde uitkomst.",
        en:
          "Do what the message says. Or leave out '--engine spark': then this machine makes them itself, with "
          + "the same outcome.")),
    .locked: .init(
      title: "Er loopt al een run",
      explanation: .init(
        nl: "Een andere run van hetzelfde project is bezig.",
        en: "Another run of the same project is under way."),
      remedy: .init(
        nl: "Wacht tot die klaar is. Het slot verdwijnt vanzelf, ook als de run werd afgebroken.",
        en: "Wait until it ends. Its lock goes with it, also where it was killed.")),
    .expressionError: .init(
      title: "Een formule die niet klopt",
      explanation: .init(
        nl:
          "Een formule onder 'steps' of 'checks' is niet te lezen, of de soorten waarden passen niet bij elkaar.",
        en: "An expression under 'steps' or 'checks' cannot be read, or its types do not fit."),
      remedy: .init(
        nl:
          "Kijk bij het teken dat in de melding staat; de documentatie noemt elke functie met een voorbeeld.",
        en:
          "Look at the character that the message names; the documentation has every function with an example."
      )),
    .schemaBreaking: .init(
      title: "Een vorm die programma’s breekt",
      explanation: .init(
        nl:
          "De vorm van de gepubliceerde tabel verandert zo, dat programma’s die haar lezen het niet meer doen.",
        en: "The form of the published table changes so that programs that read it stop working."),
      remedy: .init(
        nl:
          "Draai de wijziging terug, of verhoog 'metadata: {version: …}' en vertel het de gebruikers.",
        en: "Undo the change, or raise 'metadata: {version: …}' and tell the users.")),
  ]
}
