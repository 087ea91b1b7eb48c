// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

extension DiagnosticCode.Words {
  /// Of exports: as a whole, their header, text, rows and cells.
  static let export: [DiagnosticCode: DiagnosticCode.Words] = [
    .sourceMissing: .init(
      title: "De export ontbreekt",
      explanation: .init(
        nl: "Geen bestand past bij het pad in de pipeline, of het bestand is er niet.",
        en: "No file matches the 'path' of the pipeline, or the file is not there."),
      remedy: .init(
        nl: "Kijk of het pad klopt en of de export is gemaakt. Een relatief pad begint bij de map "
          + "van de pipeline.",
        en: "Check 'path', and that the export ran. A relative path starts at the folder of the "
          + "pipeline file.")),
    .sourceAmbiguous: .init(
      title: "Meer dan één export",
      explanation: .init(
        nl: "Er passen meer bestanden bij het pad, en de pipeline vraagt er precies één.",
        en: "Several files match, and the pipeline asks for exactly one."),
      remedy: .init(
        nl: "Schrijf 'pick: newest' of 'pick: all', of maak het pad preciezer.",
        en: "Write 'pick: newest' or 'pick: all', or make 'path' more precise.")),
    .sourceStale: .init(
      title: "De export is te oud",
      explanation: .init(
        nl: "De export is ouder dan 'maxAge' toestaat.",
        en: "The export is older than 'maxAge' allows."),
      remedy: .init(
        nl: "Zoek uit waarom het bronsysteem niets nieuws heeft gemaakt. Verhoog 'maxAge' alleen "
          + "als een oudere export goed is.",
        en: "Find out why the source system did not export. Raise 'maxAge' only where an older "
          + "export is right.")),
    .sourceEmpty: .init(
      title: "De export is leeg",
      explanation: .init(
        nl: "De export heeft geen rijen, of alle rijen zijn leeg of geweigerd. Een lege tabel zou "
          + "de gepubliceerde vervangen.",
        en: "The export has no rows: the file has no bytes, no header where one was expected, or "
          + "nothing but a header; or no row is left, because each was blank or refused. An empty "
          + "table would replace the published one."),
      remedy: .init(
        nl: "Kijk of de export tot het einde is gemaakt. Een bestand zonder kopregel heeft "
          + "'headerRows: 0' nodig.",
        en: "Check that the export ran to its end. A file without a header needs 'headerRows: 0'.")),
    .sourceChanged: .init(
      title: "De export veranderde tijdens het lezen",
      explanation: .init(
        nl: "De export werd groter, kleiner of opnieuw geschreven terwijl hij werd gelezen. "
          + "Misschien is er maar de helft gelezen.",
        en: "The export grew, shrank or was written anew while it was read: what was read may be "
          + "half of it."),
      remedy: .init(
        nl: "Draai later opnieuw, of laat het bronsysteem onder een andere naam schrijven en het "
          + "bestand hernoemen als het klaar is.",
        en: "Run later, or let the source system write under another name and rename the file once "
          + "it is whole.")),
    .sourceFailed: .init(
      title: "De bron meldt een fout",
      explanation: .init(
        nl: "Het programma of de server die de export levert, meldde een fout.",
        en: "What makes or gives the export said that it failed: a program ended with another exit "
          + "code than 0, or a server answered with an error."),
      remedy: .init(
        nl: "Kijk in het bestand dat de melding noemt, of start het programma met de hand. Een "
          + "toegangscode kan zijn verlopen.",
        en: "Look at the file that the message names, or run the program by hand. A credential may "
          + "have expired.")),
    .sourceTimeout: .init(
      title: "De bron is te traag",
      explanation: .init(
        nl: "Een programma of een server deed er langer over dan mag.",
        en: "A program or a server took longer than it may."),
      remedy: .init(
        nl: "Zoek uit waarom het zo lang duurt. Verhoog 'timeout' alleen als die tijd nodig is.",
        en: "Look why it is slow; where it needs that long, raise 'timeout'.")),
    .pagesIncomplete: .init(
      title: "Niet alle pagina's zijn gelezen",
      explanation: .init(
        nl:
          "De server geeft de export in pagina's. Er ontbreken records, er komen records dubbel voor, of niet is te "
          + "zien waar de volgende pagina staat.",
        en:
          "The server gives the export in pages, and not all of it was had: there are fewer records than it says, a "
          + "page or record came twice, or nothing shows where the next page is."),
      remedy: .init(
        nl:
          "Schrijf 'pages' zoals de server zijn volgende pagina aangeeft, bijvoorbeeld 'pages: ogc'.",
        en:
          "Write 'pages' as the server names its next page, such as 'pages: ogc'; look at two answers by hand."
      )),
    .compression: .init(
      title: "Het ingepakte bestand is beschadigd",
      explanation: .init(
        nl: "Een gzip-bestand is beschadigd of afgebroken, er staat iets achter, of het is een "
          + "ander soort archief.",
        en: "A gzip file is damaged or cut off, something follows it, or the file is an Excel "
          + "workbook or another kind of archive."),
      remedy: .init(
        nl: "Kopieer de export opnieuw, of laat het bronsysteem een nieuwe maken.",
        en: "Copy the export again, or let the source system make a new one.")),
    .format: .init(
      title: "De vorm van de export klopt niet",
      explanation: .init(
        nl: "De export is niet goed gevormd, bevat iets dat dit programma weigert, of heeft een "
          + "heel andere vorm.",
        en: "The export is not well-formed in its format (an element that is not closed, a bracket "
          + "too many), holds what the format allows and this program refuses (a document type, a "
          + "password), or is another format altogether."),
      remedy: .init(
        nl: "Laat het bronsysteem de export opnieuw maken. Heeft hij een andere vorm, noem die dan "
          + "onder 'extract'.",
        en: "Let the source system make the export again. Look at the place in the message; where "
          + "the export is of another format, name that below 'extract:'.")),
    .blankLabel: .init(
      title: "Een kolom zonder naam",
      explanation: .init(
        nl: "Een kolom heeft geen naam, en de pipeline zegt niet welke het is.",
        en: "A column has no name, and the pipeline does not say which one it is."),
      remedy: .init(
        nl: "Geef het veld een 'index' in de pipeline.",
        en: "Give the field its 'index' in the pipeline file.")),
    .duplicateLabel: .init(
      title: "Twee kolommen met dezelfde naam",
      explanation: .init(
        nl: "Twee kolommen hebben dezelfde naam.",
        en: "Two columns have the same name."),
      remedy: .init(
        nl: "Geef elk van de velden een eigen 'index'.",
        en: "Give each of the fields its 'index'.")),
    .missingLabel: .init(
      title: "Een kolom ontbreekt",
      explanation: .init(
        nl: "Een kolom die de pipeline noemt, staat niet in de export.",
        en: "A column that the pipeline names is not in the export."),
      remedy: .init(
        nl: "Kijk of de kolom een andere naam heeft gekregen. Mag hij ontbreken, schrijf dan "
          + "'fieldsMatch: superset'.",
        en: "Look whether it was renamed. Where it may be absent, write 'fieldsMatch: superset'.")),
    .extraLabel: .init(
      title: "Een onbekende kolom",
      explanation: .init(
        nl: "De export heeft een kolom die de pipeline niet noemt. Niemand heeft gezegd wat die "
          + "over personen zegt, dus er wordt niets gepubliceerd.",
        en: "The export has a column that the pipeline does not name. Nothing is published, "
          + "because nobody has said what it tells about persons."),
      remedy: .init(
        nl: "Voeg de kolom toe aan 'fields', met 'privacy', en met 'treat: drop' als hij niet "
          + "openbaar is.",
        en: "Add it to 'fields', with its 'privacy', and with 'treat: drop' where it is not for "
          + "publication.")),
    .incorrectLabel: .init(
      title: "Een kolom op een andere plaats",
      explanation: .init(
        nl: "Een kolom staat op een andere plaats dan 'index' zegt, of bestanden die samen worden "
          + "gelezen hebben verschillende kopregels.",
        en: "A column stands in another place than its 'index' says, or files that are read "
          + "together have different headers."),
      remedy: .init(
        nl: "Verbeter 'index' of de export. Met 'pick: all' hebben alle bestanden dezelfde "
          + "kolommen in dezelfde volgorde.",
        en: "Correct 'index', or the export: with 'pick: all' all files have the same columns in "
          + "the same order.")),
    .encoding: .init(
      title: "De tekens kloppen niet",
      explanation: .init(
        nl: "Een byte is geen tekst in de opgegeven tekenset, of de export is in een andere "
          + "tekenset geschreven dan de pipeline zegt.",
        en: "A byte is not text in the stated encoding (it is never replaced by a guess), an "
          + "export that is called something else is wholly UTF-8, or the file is a web page or "
          + "XML and not CSV."),
      remedy: .init(
        nl: "Een export uit Windows is vaak 'encoding: windows-1252'. Een bestand van het project "
          + "zelf is altijd UTF-8.",
        en: "An export from Windows is often 'encoding: windows-1252'. A file of the project "
          + "itself is always UTF-8: save it as such.")),
    .nulByte: .init(
      title: "Een NUL-byte in de tekst",
      explanation: .init(
        nl: "In de tekst staat een NUL-byte.",
        en: "A NUL byte stands in the text."),
      remedy: .init(
        nl: "Het bestand is beschadigd, of het is UTF-16: schrijf dan 'encoding: utf-16le'.",
        en: "The file is damaged, or it is UTF-16: then write 'encoding: utf-16le'.")),
    .strayQuote: .init(
      title: "Een aanhalingsteken op een verkeerde plaats",
      explanation: .init(
        nl: "Een aanhalingsteken staat midden in een cel, of er staat tekst achter een sluitend "
          + "aanhalingsteken.",
        en: "A quote stands inside a cell that does not begin with one, or text follows a closing "
          + "quote."),
      remedy: .init(
        nl: "Laat het bronsysteem aanhalingstekens verdubbelen. Zijn het gewone tekens, schrijf "
          + "dan 'quoteChar: null'.",
        en: "Let the source system double its quotes. Where quotes are just text, write "
          + "'quoteChar: null'.")),
    .unclosedQuote: .init(
      title: "Een aanhalingsteken dat niet sluit",
      explanation: .init(
        nl: "Een cel begint met een aanhalingsteken dat nergens sluit.",
        en: "A cell begins with a quote that is never closed."),
      remedy: .init(
        nl: "Kijk op de regel die de melding noemt: daar zit de fout, niet aan het einde van het "
          + "bestand.",
        en: "Look at the line that is named: the fault is there, not at the end of the file.")),
    .recordTooLarge: .init(
      title: "Een te grote rij",
      explanation: .init(
        nl: "Een rij is groter dan wat in één keer wordt gelezen.",
        en: "A record is larger than what is read at once."),
      remedy: .init(
        nl: "Controleer het scheidingsteken en de aanhalingstekens, en of dit het goede bestand "
          + "is.",
        en: "Check the delimiter and the quotes, and whether the file is what it should be.")),
    .blankRow: .init(
      title: "Een lege rij",
      explanation: .init(
        nl: "In een rij staat niets, en de pipeline noemt dat een fout.",
        en: "A row has nothing in it, and the pipeline calls that an error."),
      remedy: .init(
        nl: "Haal de rij weg, of schrijf 'blankRows: skip'.",
        en: "Remove the row, or write 'blankRows: skip'.")),
    .missingCell: .init(
      title: "Te weinig cellen",
      explanation: .init(
        nl: "Een rij heeft minder cellen dan de kopregel.",
        en: "A row has fewer cells than the header."),
      remedy: .init(
        nl: "Kijk naar de rij: vaak staat een regeleinde of een aanhalingsteken in vrije tekst "
          + "niet tussen aanhalingstekens.",
        en: "Look at the row: often a line end or a quote in free text is not quoted.")),
    .extraCell: .init(
      title: "Te veel cellen",
      explanation: .init(
        nl: "Een rij heeft meer cellen dan de kopregel.",
        en: "A row has more cells than the header."),
      remedy: .init(
        nl: "Kijk naar de rij: vaak staat een scheidingsteken in vrije tekst niet tussen "
          + "aanhalingstekens.",
        en: "Look at the row: often a delimiter in free text is not quoted.")),
    .typeError: .init(
      title: "Verkeerd soort waarde",
      explanation: .init(
        nl: "Een cel heeft niet het soort waarde van het veld, of bevat geen leesbare geometrie. "
          + "De cel zelf wordt niet getoond.",
        en: "A cell is not of the type of its field, or not a geometry that can be read. The cell "
          + "itself is not shown."),
      remedy: .init(
        nl: "Verbeter de bron, of 'type', 'format' en 'missingValues' van het veld.",
        en: "Correct the source, or 'type', 'format' and 'missingValues' of the field.")),
    .constraintError: .init(
      title: "Een waarde die niet mag",
      explanation: .init(
        nl: "Een cel voldoet niet aan een voorwaarde van het veld, of een plaats ligt buiten het "
          + "gebied van het coördinatenstelsel.",
        en: "A cell does not satisfy a constraint of its field, or a place is outside the area of "
          + "its reference system."),
      remedy: .init(
        nl: "Verbeter de bron, of de voorwaarde.",
        en: "Correct the source, or the constraint.")),
    .uniqueError: .init(
      title: "Een waarde komt twee keer voor",
      explanation: .init(
        nl: "In een veld met 'unique' staat een waarde twee keer.",
        en: "A value occurs twice in a field that is 'unique'."),
      remedy: .init(
        nl: "Verbeter de bron, of haal 'unique' weg.",
        en: "Correct the source, or remove 'unique'.")),
    .primaryKey: .init(
      title: "Een sleutel die niet uniek is",
      explanation: .init(
        nl: "De sleutel van een rij komt twee keer voor, of een deel ervan ontbreekt.",
        en: "The primary key occurs twice, or a part of it is missing."),
      remedy: .init(
        nl: "Verbeter de bron, of 'primaryKey'.",
        en: "Correct the source, or 'primaryKey'.")),
    .errorLimit: .init(
      title: "Te veel foute rijen",
      explanation: .init(
        nl: "Er zijn meer foute rijen dan 'errors: {limit: …}' toestaat. De dataset is niet "
          + "gepubliceerd; wat al gepubliceerd was, blijft staan.",
        en: "More rows failed than 'errors: {limit: …}' allows, so the dataset is not published. "
          + "It keeps its last good version."),
      remedy: .init(
        nl: "Herstel de rijen die erboven worden genoemd. Verhoog de grens alleen als rijen echt "
          + "mogen worden weggelaten.",
        en: "Mend the rows that are named above the message. With a limit above 0 the refused rows "
          + "are kept in '.hergebruik/quarantine'; with 'limit: 0' there is no quarantine. Raise "
          + "the limit only where leaving rows out is right.")),
    .codeUnmatched: .init(
      title: "Een waarde die niet in de lijst staat",
      explanation: .init(
        nl: "Een waarde staat niet in de codelijst of de hiërarchie van het veld. De rij is "
          + "geweigerd, of de cel wordt leeg gepubliceerd.",
        en: "A value is not in the code list or the hierarchy of its field. With 'unmatched: "
          + "error' the row is refused; with 'unmatched: empty' the cell is published empty, and "
          + "this is a warning with their number, which does not change the exit code."),
      remedy: .init(
        nl: "Werk de lijst bij, en kijk in de export of de waarde goed is gespeld.",
        en: "Bring the list up to date. Look in the export, at the rows that are named, for values "
          + "that are misspelt.")),
    .rowConstraint: .init(
      title: "Een rij die niet voldoet",
      explanation: .init(
        nl: "Een rij voldoet niet aan een controle onder 'checks'.",
        en: "A row does not satisfy a check under 'checks'."),
      remedy: .init(
        nl: "Verbeter de rij in het bronsysteem, of de controle in de pipeline.",
        en: "Correct the row in the source system, or the check in the pipeline file.")),
    .foreignKey: .init(
      title: "Een verwijzing die nergens uitkomt",
      explanation: .init(
        nl:
          "De waarden van een verwijzing staan niet in de lijst of de dataset waarnaar zij verwijst, of die dataset is niet gepubliceerd.",
        en:
          "The values of a foreign key stand nowhere in what it refers to, or the dataset that it refers to is not published."
      ),
      remedy: .init(
        nl: "Verbeter de bron, vul de lijst aan, of publiceer eerst de andere dataset.",
        en:
          "Correct the source, add what is missing to the list, or publish the other dataset first."
      )),
    .tableDimensions: .init(
      title: "Te weinig of te veel rijen",
      explanation: .init(
        nl: "De tabel heeft minder of meer rijen dan 'checks' toestaat.",
        en: "The table has fewer or more rows than 'checks' allows."),
      remedy: .init(
        nl: "Kijk of de export compleet is. Alleen als dat zo is, verander 'rows' onder 'checks'.",
        en: "Look whether the export is whole. Only where it is, change 'rows' under 'checks'.")),
    .sumError: .init(
      title: "Een som die niet klopt",
      explanation: .init(
        nl: "Een veld telt niet op tot wat 'checks' zegt.",
        en: "A field does not add up to what 'checks' says."),
      remedy: .init(
        nl: "Kijk of de export compleet is, en of 'decimalChar' klopt.",
        en: "Look whether the export is whole, and whether 'decimalChar' is right.")),
    .sequentialValue: .init(
      title: "Nummers ontbreken",
      explanation: .init(
        nl: "In nummers die op elkaar volgen, zitten gaten.",
        en: "Numbers that should follow each other have gaps."),
      remedy: .init(
        nl: "Kijk of het bronsysteem rijen heeft weggelaten.",
        en: "Look whether the source system left rows out.")),
    .controlError: .init(
      title: "Het controlebestand klopt niet",
      explanation: .init(
        nl:
          "De export en het controlebestand zijn het niet eens, of het controlebestand heeft niet wat 'checks' noemt.",
        en:
          "The export and its control file do not agree, or the control file has not what 'checks' names."
      ),
      remedy: .init(
        nl: "Een van beide is niet compleet: maak ze opnieuw.",
        en: "One of the two is not whole: make both again.")),
    .footerError: .init(
      title: "De laatste regel van de export klopt niet",
      explanation: .init(
        nl:
          "De regel waarmee de export hoort te eindigen, ontbreekt, of noemt een ander aantal rijen of "
          + "een andere som dan de rijen hebben.",
        en:
          "The line with which the export should end is missing, or names another number of rows or "
          + "another sum than the rows have."),
      remedy: .init(
        nl: "De export is waarschijnlijk afgebroken: laat het bronsysteem hem opnieuw maken.",
        en: "The export was probably cut off: let the source system make it again.")),
    .pivotError: .init(
      title: "Rijen kunnen niet worden samengevoegd",
      explanation: .init(
        nl:
          "Een rij noemt een kolom die 'pivot' niet kent, of twee rijen met dezelfde sleutel vullen dezelfde kolom.",
        en:
          "A row names a column that 'pivot' does not know, or two rows with the same key fill the same "
          + "column."),
      remedy: .init(
        nl:
          "Kijk of de export klopt. Zet anders de nieuwe waarde bij 'columns', of noem onder 'keys' wat de "
          + "rijen onderscheidt.",
        en:
          "Look whether the export is right. If it is, add the new value to 'columns', or name under "
          + "'keys' what tells the rows apart.")),
    .changeGuard: .init(
      title: "Veel anders dan de vorige keer",
      explanation: .init(
        nl:
          "De tabel verschilt zo veel van de gepubliceerde, dat de export waarschijnlijk beschadigd is.",
        en: "The table differs so much from the published one that the export is probably damaged."),
      remedy: .init(
        nl:
          "Bekijk de export. Klopt die, publiceer dan één keer met 'hergebruik run NAAM --accept-change'; zijn zulke verschillen gewoon, stel dan 'change' in onder 'checks'.",
        en:
          "Look at the export. Where it is right, 'hergebruik run NAME --accept-change' publishes it once; where such changes are usual, set 'change' under 'checks'."
      )),
  ]
}
