// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

extension DiagnosticCode.Words {
  /// Of remarks: what an export holds that is seldom meant.
  static let remarks: [DiagnosticCode: DiagnosticCode.Words] = [
    .hiddenRows: .init(
      title: "Verborgen rijen",
      explanation: .init(
        nl: "De export heeft rijen die in het werkblad verborgen of weggefilterd zijn. Wie ze "
          + "verborg, dacht misschien dat ze niet meegaan.",
        en: "The export has rows that are hidden in the worksheet, or filtered out. Whoever hid "
          + "them may have thought that they stay behind."),
      remedy: .init(
        nl: "Maak de rijen zichtbaar of verwijder ze, en exporteer opnieuw. Horen ze erbij, "
          + "schrijf dat dan met een reden onder 'accept'.",
        en: "Show the rows or delete them, and export again. Where they belong to the data, say "
          + "so with a reason under 'accept'.")),
    .hiddenColumns: .init(
      title: "Verborgen kolommen",
      explanation: .init(
        nl: "De tabel heeft kolommen die in het werkblad verborgen zijn.",
        en: "The table has columns that are hidden in the worksheet."),
      remedy: .init(
        nl: "Maak de kolommen zichtbaar of verwijder ze, en exporteer opnieuw. Horen ze erbij, "
          + "schrijf dat dan met een reden onder 'accept'.",
        en: "Show the columns or delete them, and export again. Where they belong to the data, "
          + "say so with a reason under 'accept'.")),
    .hiddenSheet: .init(
      title: "Een verborgen werkblad",
      explanation: .init(
        nl: "De pipeline leest een werkblad dat verborgen is.",
        en: "The pipeline reads a worksheet that is hidden."),
      remedy: .init(
        nl: "Kies een ander werkblad met 'sheet'. Is dit het goede, schrijf dat dan met een reden "
          + "onder 'accept'.",
        en: "Choose another worksheet with 'sheet'. Where this one is right, say so with a reason "
          + "under 'accept'.")),
    .uncachedFormulas: .init(
      title: "Formules zonder uitkomst",
      explanation: .init(
        nl: "Cellen hebben een formule, maar de uitkomst is niet opgeslagen: ze zijn leeg.",
        en: "Cells have a formula, but its result was not saved: they are empty."),
      remedy: .init(
        nl: "Open het bestand in Excel of LibreOffice, laat het rekenen en sla het op.",
        en: "Open the file in Excel or LibreOffice, let it calculate, and save it.")),
    .mergedCells: .init(
      title: "Samengevoegde cellen",
      explanation: .init(
        nl: "Cellen van de tabel zijn samengevoegd: alleen de eerste heeft de waarde, de andere "
          + "zijn leeg.",
        en: "Cells of the table are merged: only the first has the value, the others are empty."),
      remedy: .init(
        nl: "Hef de samenvoeging op en vul de waarde in elke rij. Zijn de lege cellen goed, "
          + "schrijf dat dan met een reden onder 'accept'.",
        en: "Unmerge them and fill in the value in each row. Where the empty cells are right, say "
          + "so with a reason under 'accept'.")),
    .coordinatesSwapped: .init(
      title: "Verwisselde coördinaten",
      explanation: .init(
        nl:
          "De meeste plaatsen liggen buiten Nederland, en erbinnen als lengte en breedte van plaats "
          + "wisselen.",
        en:
          "Most places lie outside the Netherlands, and within when longitude and latitude are swapped."
      ),
      remedy: .init(
        nl:
          "Wissel x en y onder 'geometry', of laat het bronsysteem de volgorde schrijven die bij de "
          + "vorm hoort.",
        en:
          "Swap x and y under 'geometry', or let the source system write the order that the form has."
      )),
    .coordinatesElsewhere: .init(
      title: "Plaatsen in een ander land",
      explanation: .init(
        nl: "De meeste plaatsen liggen buiten Nederland.",
        en: "Most places lie outside the Netherlands."),
      remedy: .init(
        nl:
          "Kijk of 'crs' onder 'geometry' klopt. Gaan de gegevens over een ander land, schrijf dat dan "
          + "met een reden onder 'accept'.",
        en:
          "See whether 'crs' under 'geometry' is right. Where the data are about another country, say so "
          + "with a reason under 'accept'.")),
    .coordinatesOutside: .init(
      title: "Enkele plaatsen buiten Nederland",
      explanation: .init(
        nl: "Sommige plaatsen liggen buiten Nederland, of zijn 0;0.",
        en: "Some places lie outside the Netherlands, or are 0;0."),
      remedy: .init(
        nl:
          "Verbeter ze in het bronsysteem, of zet wat voor 'geen plaats' staat bij 'missingValues'.",
        en:
          "Correct them in the source system, or add what stands for 'no place' to 'missingValues'."
      )),
  ]
}
