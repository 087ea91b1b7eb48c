// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

extension DiagnosticCode.Words {
  /// Of privacy: keys, sign-offs and the gate.
  static let privacy: [DiagnosticCode: DiagnosticCode.Words] = [
    .directIdentifierKept: .init(
      title: "Een direct identificerend veld blijft staan",
      explanation: .init(
        nl: "Een veld met 'privacy: direct' zou worden gepubliceerd in een vorm die nog naar een "
          + "persoon wijst.",
        en: "A field with 'privacy: direct' would be published in a form that still points at a "
          + "person."),
      remedy: .init(
        nl: "Schrijf 'treat: drop', 'redact' of 'pseudonymise'.",
        en: "Write 'treat: drop', 'redact' or 'pseudonymise'.")),
    .personalData: .init(
      title: "Vermoedelijk persoonsgegevens",
      explanation: .init(
        nl: "Er is iets gevonden dat waarschijnlijk naar personen wijst, of zegt waar zij wonen, "
          + "en de pipeline houdt daar geen rekening mee.",
        en: "'hergebruik scan', or the privacy gate in what was written, found what most likely "
          + "points at persons, or says where they live, and the pipeline does not account for it. "
          + "The message says how many cells, and in which rows of what was written, never what "
          + "they hold. Detectors has the rule of each detector."),
      remedy: .init(
        nl: "Kijk naar de kolom. Gaat hij over personen, verander dan 'privacy' en 'treat'. Wat "
          + "toch openbaar mag zijn, staat met een reden onder 'privacy: {accept: …}'.",
        en: "Look at the column. Where it is about persons, change 'privacy' and 'treat'. What may "
          + "be published all the same, such as the number of an office, is accepted with a "
          + "reason: 'privacy: {accept: …}'.")),
    .geometryUncovers: .init(
      title: "De plaats onthult een veld",
      explanation: .init(
        nl: "'geometry' zou een veld over personen precies publiceren, terwijl het veld wordt "
          + "weggelaten of grover gemaakt.",
        en: "'geometry' would publish, as exactly as it is in the export, a field that says "
          + "something about persons and that is dropped or made coarser."),
      remedy: .init(
        nl: "Haal 'geometry' weg. Schrijf 'treat: keep' alleen als de precieze plaats van elke rij "
          + "openbaar mag zijn.",
        en: "Take 'geometry' out. Write 'treat: keep' only where the exact place of each row may "
          + "be public.")),
    .keyMissing: .init(
      title: "De sleutel ontbreekt",
      explanation: .init(
        nl: "De sleutel voor pseudoniemen is nergens gevonden. Hij wordt nooit vanzelf gemaakt, "
          + "want een andere sleutel geeft andere pseudoniemen.",
        en: "The key for pseudonyms is in none of its places. It is never made in silence, because "
          + "another key gives other pseudonyms."),
      remedy: .init(
        nl: "Zet de sleutel van de vorige publicatie terug. Alleen voor een eerste publicatie: "
          + "'hergebruik key new NAAM'.",
        en: "Bring back the key of the last release. Only for a first release: 'hergebruik key new "
          + "NAME'.")),
    .keyExists: .init(
      title: "De sleutel bestaat al",
      explanation: .init(
        nl: "Er is al een sleutel met die naam. Hij wordt nooit overschreven.",
        en: "A key of that name is there already. It is never overwritten."),
      remedy: .init(
        nl: "Kies een andere naam, bijvoorbeeld met het jaar erin.",
        en: "Choose another name, such as one with the year.")),
    .keyInvalid: .init(
      title: "De sleutel is niet goed",
      explanation: .init(
        nl: "De sleutel is geen bestand van 32 bytes dat deze gebruiker kan lezen, of "
          + "geheugendumps kunnen niet worden verboden.",
        en: "The key is not 32 raw bytes in a regular file that this user can read, or core dumps "
          + "cannot be forbidden."),
      remedy: .init(
        nl: "Zet het goede bestand terug. Een tekstverwerker kan er een regeleinde aan hebben "
          + "toegevoegd.",
        en: "Bring back the right file. A text editor may have added a line end.")),
    .keyExposed: .init(
      title: "De sleutel was leesbaar voor anderen",
      explanation: .init(
        nl: "Anderen kunnen de sleutel hebben gelezen: de rechten, de eigenaar of de plaats klopt "
          + "niet.",
        en: "Others could have read the key: its mode, its owner or its place is wrong."),
      remedy: .init(
        nl: "Geef de opdracht onder de melding. Maak een nieuwe sleutel als anderen de computer "
          + "kunnen gebruiken.",
        en: "Run the command below the message. Make a new key where others could use the machine.")
    ),
    .decisionsInvalid: .init(
      title: "De besluiten over de dataset zijn onleesbaar",
      explanation: .init(
        nl:
          "Het bestand 'decisions.yaml' naast de pijplijn is beschadigd. Er kan in staan dat de dataset is ingetrokken, "
          + "dus er wordt niets opnieuw gepubliceerd.",
        en:
          "The file 'decisions.yaml' beside the pipeline is damaged. It may say that the dataset was withdrawn, so "
          + "nothing is published anew."),
      remedy: .init(
        nl: "Zet het bestand terug uit versiebeheer, of verbeter het.",
        en: "Put the file back from version control, or correct it.")),
    .assessmentMissing: .init(
      title: "Er is niet ondertekend",
      explanation: .init(
        nl: "Een kolom van de export gaat over personen, en niemand heeft voor de privacy van de "
          + "dataset getekend.",
        en: "A column of the export is about persons, and nobody has signed for the privacy of the "
          + "dataset. 'check' warns of it; 'run' refuses."),
      remedy: .init(
        nl: "Bekijk de dataset samen met de functionaris gegevensbescherming (FG), die tekent met "
          + "'hergebruik sign-off'.",
        en: "Look at it together with the data protection officer (FG), who signs with 'hergebruik "
          + "sign-off'.")),
    .assessmentInvalid: .init(
      title: "De ondertekening klopt niet",
      explanation: .init(
        nl: "'assessment.yaml' is gewijzigd of beschadigd.",
        en: "'assessment.yaml' was edited or damaged."),
      remedy: .init(
        nl: "Maak hem opnieuw met 'hergebruik sign-off'. Het bestand is niet om te bewerken.",
        en: "Make it again with 'hergebruik sign-off'; it is not for editing.")),
    .assessmentOutdated: .init(
      title: "De ondertekening hoort bij een oudere versie",
      explanation: .init(
        nl: "De pipeline, een codelijst of het gepubliceerde schema is niet wat er is ondertekend, "
          + "of de volgorde van rijen over personen is niet ondertekend.",
        en: "The pipeline file, a code list or the published schema is not the one that was signed "
          + "for, or rows about persons keep an order that was not signed for. Metadata and "
          + "comments may change."),
      remedy: .init(
        nl: "Draai de wijziging terug, of laat de dataset opnieuw beoordelen en ondertekenen.",
        en: "Undo the change, or have the dataset assessed and signed again.")),
    .assessmentExpired: .init(
      title: "De ondertekening is verlopen",
      explanation: .init(
        nl: "De laatste dag van de ondertekening is voorbij, of komt binnen veertien dagen.",
        en: "The last day of the sign-off has passed. In its last fourteen days it is a warning of "
          + "'check' and 'run'."),
      remedy: .init(
        nl: "Laat de dataset opnieuw beoordelen en ondertekenen.",
        en: "Have the dataset assessed and signed again.")),
    .assessmentRefused: .init(
      title: "Publicatie is geweigerd",
      explanation: .init(
        nl: "Er is getekend dat de dataset niet wordt gepubliceerd.",
        en: "Somebody signed that the dataset is not published."),
      remedy: .init(
        nl: "Vraag wat er moet veranderen; het rapport voor de FG kan het zeggen.",
        en: "Ask what should change; the report for the FG may say it.")),
    .gateCheckFailed: .init(
      title: "Een privacycontrole is niet gedaan",
      explanation: .init(
        nl: "Een controle van de privacypoort kon niet worden gedaan. Dat geldt als niet in orde, "
          + "dus er wordt niets gepubliceerd.",
        en: "A check of the privacy gate could not be done. A check that was not done has failed, "
          + "so nothing is published."),
      remedy: .init(
        nl: "Lees de melding erachter. Is die er niet, dan is het een fout van het programma: meld "
          + "het.",
        en: "Read the message behind it. Where there is none it is a fault of the program: report "
          + "it.")),
    .forbiddenCombination: .init(
      title: "Een combinatie die naar een persoon wijst",
      explanation: .init(
        nl: "Velden die samen naar een persoon wijzen, worden samen gepubliceerd, zoals een "
          + "geboortedatum en een postcode.",
        en: "Fields are published together that point at a person: a date of birth and a postcode, "
          + "square or neighbourhood, a full postcode and the number of a house, or the BAG id of "
          + "an address beside a sensitive field."),
      remedy: .init(
        nl: "Maak een van de velden grover ('{date: year}', '{prefix: 2}'), of laat het weg.",
        en: "Make one of them coarser ('{date: year}', '{prefix: 2}'), or drop it.")),
    .identifierFound: .init(
      title: "Een identificerende waarde staat in de tabel",
      explanation: .init(
        nl: "Een waarde van een direct identificerende kolom van de export staat in een "
          + "gepubliceerde cel.",
        en: "A value of a direct identifier of the export stands in a published cell, in whole "
          + "words."),
      remedy: .init(
        nl: "Laat het veld weg of bewerk het. Is het toeval, zeg dat dan onder 'privacy: {accept: "
          + "…}'.",
        en: "Drop or treat the field. Where it is chance, such as a surname that is a street, say "
          + "so with 'privacy: {accept: …}'.")),
    .differencing: .init(
      title: "Twee publicaties naast elkaar onthullen iemand",
      explanation: .init(
        nl: "De rijen die nieuw of weg zijn sinds de vorige publicatie lijken te weinig op elkaar. "
          + "Wie beide publicaties heeft, kan er personen uit halen.",
        en: "Rows that are new, or gone, since the last release are too few alike: who has both "
          + "releases can single them out."),
      remedy: .init(
        nl: "Publiceer minder vaak, zodat meer rijen tegelijk veranderen, of maak de velden "
          + "grover.",
        en: "Publish less often, so that more rows change at once, or make the fields coarser.")),
    .datasetsTogether: .init(
      title: "Twee datasets onthullen samen iemand",
      explanation: .init(
        nl:
          "Deze dataset en een andere van de catalogus vertellen samen iets over een paar personen: ze "
          + "komen uit dezelfde bron, of hun rijen zijn te koppelen.",
        en:
          "The dataset and another one of the catalogue tell something of a few persons together: they are of one "
          + "source, or their rows can be joined."),
      remedy: .init(
        nl:
          "Publiceer een van de twee, tel beide naar dezelfde velden, of rond de aantallen af. Is er naar "
          + "gekeken, onderteken dan beide met '--allow-together'.",
        en:
          "Publish one of the two, count both by the same fields, or round the counts. Where somebody looked at "
          + "both, have both signed for with `--allow-together`.")),
    .kAnonymity: .init(
      title: "Te weinig gelijke rijen",
      explanation: .init(
        nl: "Te weinig rijen zijn gelijk in de velden over personen, of gelijke rijen verschillen "
          + "te weinig in een gevoelig veld. Iemand kan dan worden gevonden, of er kan iets over "
          + "iemand worden afgeleid.",
        en: "Too few rows are alike in the fields that tell about a person together, so somebody "
          + "could be found; or those that are alike have too little variety in a sensitive field "
          + "(l), or differ too much from the whole (t), so that something could be learned of "
          + "them."),
      remedy: .init(
        nl: "Maak de velden grover, of laat er een weg. Kijk naar 'hergebruik risk NAAM'.",
        en: "Make the fields coarser, or drop one; look at 'hergebruik risk NAME'. See anonymity.")),
    .smallCell: .init(
      title: "Een te kleine cel",
      explanation: .init(
        nl: "Een tabel van aantallen heeft een cel die te klein is, of een lege cel die uit de "
          + "totalen volgt.",
        en: "A table of counts, read back, has a cell that is too small, or an empty one that "
          + "follows from the totals."),
      remedy: .init(
        nl: "Dit kan niet gebeuren: meld het. Er is niets gepubliceerd.",
        en: "This cannot happen; report it. Nothing was published.")),
    .pseudonymCollision: .init(
      title: "Twee personen met hetzelfde pseudoniem",
      explanation: .init(
        nl: "Twee verschillende waarden van een veld kregen hetzelfde pseudoniem. Dat is toeval, "
          + "en zeer zeldzaam.",
        en: "Two different values of a field got the same pseudonym, so that two persons would "
          + "look like one. Every run looks for this. It is a matter of chance: with a million "
          + "values it happens once in more than a trillion tables."),
      remedy: .init(
        nl: "Kies een andere 'release', of maak een andere sleutel. Alle pseudoniemen van de "
          + "dataset veranderen dan.",
        en: "Write another 'release', or make another key. All pseudonyms of the dataset change "
          + "with it.")),
  ]
}
