// SPDX-License-Identifier: EUPL-1.2

/// How the form of a dataset differs from that of the release before: names and measures of the schema, never a cell.
enum ChangeWords {
  // MARK: Fields

  static func renamed(_ field: String, to name: String) -> LocalizedText {
    LocalizedText(
      nl: "veld \(field) heet nu waarschijnlijk \(name)",
      en: "field \(field) is probably called \(name) now")
  }

  static func removed(_ field: String) -> LocalizedText {
    LocalizedText(nl: "veld \(field) is weg", en: "field \(field) is gone")
  }

  static func appended(_ field: String) -> LocalizedText {
    LocalizedText(
      nl: "veld \(field) is nieuw, achteraan", en: "field \(field) is new, at the end")
  }

  static func inserted(_ field: String) -> LocalizedText {
    LocalizedText(
      nl: "veld \(field) is nieuw, tussen andere velden",
      en: "field \(field) is new, between other fields")
  }

  static let reordered = LocalizedText(
    nl: "de velden staan in een andere volgorde", en: "the fields are in another order")

  static func type(of field: String, _ old: String, _ new: String) -> LocalizedText {
    LocalizedText(
      nl: "veld \(field) was \(old) en is nu \(new)",
      en: "field \(field) was of type \(old), and is \(new) now")
  }

  static func format(of field: String, _ old: String, _ new: String) -> LocalizedText {
    LocalizedText(
      nl: "veld \(field) was van vorm \(old) en is nu \(new)",
      en: "field \(field) had format \(old), and has \(new) now")
  }

  static func treatment(
    of field: String, _ old: LocalizedText, _ new: LocalizedText
  ) -> LocalizedText {
    LocalizedText(
      nl: "veld \(field) wordt anders bewerkt: \(old.nl), nu \(new.nl)",
      en: "field \(field) is treated in another way: \(old.en ?? ""), now \(new.en ?? "")")
  }

  static func described(_ field: String) -> LocalizedText {
    LocalizedText(
      nl: "veld \(field) is anders beschreven", en: "field \(field) is described in other words")
  }

  static func unitAdded(to field: String, _ new: String) -> LocalizedText {
    LocalizedText(
      nl: "de eenheid van veld \(field) is nu bekend: \(new)",
      en: "the unit of field \(field) is told now: \(new)")
  }

  /// Another unit, or `nil` if it has none any more.
  static func unit(of field: String, _ old: String, _ new: String?) -> LocalizedText {
    LocalizedText(
      nl: "de eenheid van veld \(field) was \(old) en is nu \(new ?? "onbekend")",
      en: "the unit of field \(field) was \(old), and is \(new ?? "unknown") now")
  }

  static func constraint(
    _ constraint: String, of field: String, isTighter: Bool
  ) -> LocalizedText {
    LocalizedText(
      nl: "\(constraint) van veld \(field) is \(isTighter ? "strenger" : "ruimer of anders")",
      en: "\(constraint) of field \(field) is \(isTighter ? "stricter" : "looser, or another")")
  }

  static func values(of field: String, more: Int, fewer: Int) -> LocalizedText {
    LocalizedText(
      nl: "veld \(field) mag \(more) andere waarden hebben, en \(fewer) niet meer",
      en: "field \(field) may have \(more) more values, and \(fewer) fewer")
  }

  static func otherForm(of field: String) -> LocalizedText {
    LocalizedText(
      nl: "veld \(field) is van een andere vorm of wordt anders bewerkt",
      en: "field \(field) has another form or treatment")
  }

  static func replaced(_ field: String) -> LocalizedText {
    LocalizedText(
      nl: "veld \(field) is er niet meer, en er zijn andere velden bij gekomen",
      en: "field \(field) is gone, and there are other fields")
  }

  // MARK: The whole

  static let keyAdded = LocalizedText(
    nl: "een sleutel wijst nu elke rij aan", en: "a key names each row now")

  static let keyChanged = LocalizedText(
    nl: "een andere sleutel, of geen, wijst de rijen aan",
    en: "another key, or none, names the rows")

  static let pseudonyms = LocalizedText(
    nl: "de codes zijn met een andere sleutel of voor een andere publicatie gemaakt",
    en: "the codes were made with another key, or for another release")

  static func fileAdded(_ name: String) -> LocalizedText {
    LocalizedText(nl: "bestand \(name) is nieuw", en: "file \(name) is new")
  }

  static func fileRemoved(_ name: String) -> LocalizedText {
    LocalizedText(nl: "bestand \(name) is weg", en: "file \(name) is gone")
  }

  static func version(_ old: Int, _ new: Int) -> LocalizedText {
    LocalizedText(
      nl: "de versie was \(old) en is nu \(new)", en: "the version was \(old), and is \(new) now")
  }

  // MARK: Numbers of rows

  static func fewer(than least: Int) -> LocalizedText {
    LocalizedText(nl: "minder dan \(least)", en: "fewer than \(least)")
  }

  static let withheld = LocalizedText(nl: "niet gepubliceerd", en: "not published")
}
