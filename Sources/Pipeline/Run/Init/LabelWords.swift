// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDetectors

/// What the name of a column says about its type, by Dutch and English words.
extension LabelTokens {
  var isDate: Bool { holds(["datum", "date"]) || has(["dd", "dat", "ingang", "einde", "begin"]) }
  var isYear: Bool { holds(["jaar", "year"]) }
  var isCode: Bool {
    holds([
      "code", "nummer", "number", "postcode", "telefoon", "huisnr", "brin", "identificatie",
      "kenmerk", "barcode", "zaaknr",
    ])
      || has([
        "nr", "no", "id", "key", "kvk", "bsn", "tel", "fax", "sleutel", "ean", "gtin", "rsin",
        "oin",
        "bagid", "fid", "gid", "guid", "uuid",
      ])
      || ends(["nr", "id"])
  }
}
