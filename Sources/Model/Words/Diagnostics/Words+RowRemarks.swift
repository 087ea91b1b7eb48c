// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

extension DiagnosticCode.Words {
  /// Of remarks about the rows and the text of an export.
  static let rowRemarks: [DiagnosticCode: DiagnosticCode.Words] = [
    .truncatedExport: .init(
      title: "Een afgebroken export",
      explanation: .init(
        nl: "De export houdt midden in zijn laatste regel op: er staan te weinig cellen, of "
          + "het regeleinde ontbreekt terwijl het er eerder wel was.",
        en: "The export stops in the middle of its last line: cells are missing, or the "
          + "line end is, which was there before."),
      remedy: .init(
        nl: "Laat het bronsysteem de export opnieuw maken. Schrijft het nu altijd zonder "
          + "laatste regeleinde, zeg dat dan met een reden onder 'accept'.",
        en: "Let the source system make the export again. Where it now always writes no "
          + "last line end, say so with a reason under 'accept'.")),
    .joinedFiles: .init(
      title: "Bestanden achter elkaar",
      explanation: .init(
        nl: "Midden in de export staat de kopregel nog eens, of een byte order mark: er "
          + "zijn bestanden achter elkaar geplakt.",
        en: "The header stands in the export once more, or a byte order mark does: files "
          + "were put one behind the other."),
      remedy: .init(
        nl: "Geef elk bestand apart, met 'pick: all', of laat het bronsysteem ze zonder hun "
          + "kopregels samenvoegen.",
        en: "Give each file by itself, with 'pick: all', or let the source system join them "
          + "without their headers.")),
    .totalsRow: .init(
      title: "Een totaalrij",
      explanation: .init(
        nl: "Een rij lijkt een rij met totalen, en wordt als gewone rij gepubliceerd. Elke "
          + "som en grafiek klopt dan niet.",
        en: "A row seems to be a row of totals, and is published as a record. Every sum and "
          + "chart is wrong then."),
      remedy: .init(
        nl: "Laat de rij weg: met 'footerLines' of 'footer' onder 'dialect', of met een "
          + "stap 'filter'. Horen totalen bij de gegevens, schrijf dat dan met een reden "
          + "onder 'accept'.",
        en: "Leave the row out: with 'footerLines' or 'footer' under 'dialect', or with a "
          + "step 'filter'. Where totals belong to the data, say so with a reason under "
          + "'accept'.")),
    .duplicateRows: .init(
      title: "Dubbele rijen",
      explanation: .init(
        nl: "Rijen zijn in alle kolommen gelijk aan een eerdere rij. Misschien staat de "
          + "export er twee keer in.",
        en: "Rows are the same as an earlier row in every column. The export may be there "
          + "twice."),
      remedy: .init(
        nl: "Kijk of het bronsysteem de rijen dubbel schrijft. Is het één rij, gebruik dan "
          + "de stap 'deduplicate'. Horen ze er allemaal bij, schrijf dat dan met een reden "
          + "onder 'accept'.",
        en: "Look whether the source system writes rows twice. Where they are one, use the "
          + "step 'deduplicate'. Where all of them belong to the data, say so with a reason "
          + "under 'accept'.")),
    .replacementCharacter: .init(
      title: "Verloren letters",
      explanation: .init(
        nl: "Cellen hebben het vervangteken U+FFFD (een zwarte ruit met een vraagteken). "
          + "Daar stond een letter die al verloren is.",
        en: "Cells have the replacement character U+FFFD (a black diamond with a question "
          + "mark). A letter that was there is lost already."),
      remedy: .init(
        nl: "Zoek uit met welke tekenset het bronsysteem zijn gegevens inleest, en laat de "
          + "export opnieuw maken.",
        en: "Find out in which encoding the source system reads its data, and let it make "
          + "the export again.")),
    .doubleEncoding: .init(
      title: "Dubbel gecodeerde tekst",
      explanation: .init(
        nl: "Cellen hebben UTF-8 die twee keer is gecodeerd: 'CafÃ©' waar 'Café' hoort te "
          + "staan.",
        en: "Cells have UTF-8 that was encoded twice: 'CafÃ©' where 'Café' should be."),
      remedy: .init(
        nl: "Herstel de tekst in het bronsysteem, of laat de export opnieuw maken met de "
          + "goede tekenset.",
        en: "Mend the text in the source system, or let the export be made again in the "
          + "right encoding.")),
    .controlCharacters: .init(
      title: "Onzichtbare tekens",
      explanation: .init(
        nl: "Cellen hebben stuurtekens, die niemand ziet. In een export die iso-8859-1 heet "
          + "zijn het meestal aanhalingstekens en streepjes van windows-1252.",
        en: "Cells have control characters, which nobody sees. In an export that is called "
          + "iso-8859-1 they are mostly the quotes and dashes of windows-1252."),
      remedy: .init(
        nl: "Schrijf 'encoding: windows-1252' als de export van Windows komt; haal de "
          + "tekens anders weg in het bronsysteem.",
        en: "Write 'encoding: windows-1252' where the export comes from Windows; else "
          + "remove the characters in the source system.")),
    .formulaText: .init(
      title: "Tekst die een formule lijkt",
      explanation: .init(
        nl: "Cellen beginnen met wat een rekenblad als formule leest, zoals =HYPERLINK(…) of "
          + "=\"0012\". Wie het bestand in Excel opent, laat het uitrekenen.",
        en: "Cells begin with what a spreadsheet reads as a formula, such as =HYPERLINK(…) or "
          + "=\"0012\". Whoever opens the file in Excel has it calculated."),
      remedy: .init(
        nl: "Laat de export gewone waarden schrijven; schrijf bij CSV met =\"0012\" "
          + "'unwrapFormulas: true' onder 'dialect'. Is het echt tekst, schrijf dat dan met een reden onder 'accept'.",
        en:
          "Let the export write plain values; for CSV with =\"0012\" write 'unwrapFormulas: true' under "
          + "'dialect'. Where it is text indeed, say so with a reason under 'accept'.")),
    .paddedKeys: .init(
      title: "Spaties om een sleutel",
      explanation: .init(
        nl: "Waarden van een sleutel beginnen of eindigen met een spatie, een tab of een vaste "
          + "spatie. Sleutels die er gelijk uitzien, zijn dan verschillend.",
        en: "Values of a key begin or end with a space, a tab or a no-break space. Keys that look "
          + "the same are different then."),
      remedy: .init(
        nl: "Haal de spaties weg in het bronsysteem, of met een stap 'derive'.",
        en: "Remove the spaces in the source system, or with a step 'derive'.")),
    .missingWord: .init(
      title: "Een woord voor ‘geen waarde’",
      explanation: .init(
        nl:
          "Cellen hebben een woord waarmee een programma zegt dat er geen waarde is, zoals NULL of "
          + "#N/B. Het wordt als tekst gepubliceerd.",
        en:
          "Cells have a word by which a program says that there is no value, such as NULL or #N/A. "
          + "It is published as a text."),
      remedy: .init(
        nl:
          "Schrijf het woord bij 'missingValues' van het veld, of herstel de fout in het rekenblad.",
        en: "Write the word as 'missingValues' of the field, or mend the error in the spreadsheet.")
    ),
    .nearMiss: .init(
      title: "Bijna allemaal goed",
      explanation: .init(
        nl: "Bijna alle waarden van een kolom zijn getallen of datums, en een paar niet.",
        en: "Nearly all values of a column are numbers or dates, and a few are not."),
      remedy: .init(
        nl: "Herstel die waarden in het bronsysteem, of schrijf wat 'geen waarde' betekent "
          + "bij 'missingValues'.",
        en: "Mend those values in the source system, or write what stands for 'no value' as "
          + "'missingValues'.")),
    .sentinelDate: .init(
      title: "Datums die 'geen datum' betekenen",
      explanation: .init(
        nl:
          "Een kolom heeft dagen als 31-12-9999 of 01-01-1900, die vaak betekenen dat er geen datum "
          + "is. De periode in de metadata slaat ze over.",
        en: "A column has days such as 31-12-9999 or 01-01-1900, which often mean that there is no "
          + "date. The period of the metadata leaves them out."),
      remedy: .init(
        nl: "Zet ze bij 'missingValues' van het veld, zoals ze in de export staan. Zijn het echte "
          + "dagen, schrijf dat dan met een reden onder 'accept'.",
        en: "Add them to 'missingValues' of the field, as they stand in the export. Where they are "
          + "real days, say so with a reason under 'accept'.")),
  ]
}
