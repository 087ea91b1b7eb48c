// SPDX-License-Identifier: EUPL-1.2

/// What `check` says of the file with twenty mistakes.
enum PipelineGolden {
  static let twentyMistakes = """
    1:1 invalid-value the folder 'Mijn Bomen' cannot be the name of a dataset
      Rename it with small letters, digits and dashes: 'mijn-bomen'.
    1:10 wrong-type 'version' must be a whole number of 1 or more
    2:11 unknown-key 'cvs' is not a format that can be read
      Did you mean 'csv'?
    3:1 unknown-key 'primarykey' is not a key that belongs here
      Did you mean 'primaryKey'?
    6:5 missing-key 'privacy' is missing here
      It has no default: write direct, quasi, sensitive or none for each column.
    6:5 missing-key 'name' is missing here
      'ID' cannot be published as it is: write name: id
    6:37 invalid-value 'strng' is not a value of 'type'
      Did you mean 'string'?
    7:43 direct-identifier-kept 'BSN' points at a person by itself and cannot be published with \
    'keep'
      A direct identifier can only be dropped, redacted or pseudonymised: write treat: drop, \
    redact or pseudonymise.
    8:29 invalid-value 'direkt' is not a value of 'privacy'
      Did you mean 'direct'?
    8:44 invalid-value 'hide' is not a treatment
      Valid are keep, drop, redact, mask, scrub, pseudonymise, {redact: text}, {mask: {show, length}}, \
    {prefix: length}, {date: year}, {date: month}, {ageBand: {width, top, at}}, {band: {width, \
    minimum, maximum}}, {round: base}, {randomRound: base}, {snap: grid}, {square: {size, y}}, {clamp: {minimum, \
    maximum}}, {lookup: {codes, from, with, to}}, {generalise: {hierarchy, level}}.
    9:14 invalid-value column 'naam' is already named on line 8
      Name every column once; where the export repeats a label, give each its 'index'.
    9:61 invalid-value 'decimalChar' means nothing for a field of type string
      It belongs to type number.
    10:41 invalid-value '%c' is not a directive for a date
      A date may have %Y %m %d %y %j %b %B %a %A, with other characters between them.
    11:43 invalid-value 'date: year' needs a date, but 'zone' is of type string
      Write type: date (or datetime) with the format of the export.
    12:5 missing-key 'name' is missing here
      'Prijs per m²' cannot be published as it is: write name: prijs_per_m
    13:39 missing-key 'x' is pseudonymised, but no key is named
      Write privacy: {pseudonym: {key: NAME}} and make the key with 'hergebruik key new NAME'.
    13:76 invalid-value 'minimum' means nothing for a field of type string
      It belongs to the types integer, number, date, time, datetime, year, yearmonth, duration.
    13:79 unknown-key 'maxLenght' is not a key that belongs here
      Did you mean 'maxLength'?
    14:23 invalid-value 'Y' cannot be the name of a published field
      Use small letters, digits and underscores: 'y'.
    14:57 wrong-type 'prefix' must be a whole number from 1 to 1000
    16:1 duplicate-key 'errors' stands here twice
      Remove one of the two.
    16:17 invalid-value 'limit' must be a number of rows or a percentage
      Write 0, 10 or 2%.
    17:24 wrong-type 'minimum' must be a whole number from 2 to 1000000
    18:29 not-in-this-version 'keep' is not in this version yet
      Write it in catalog.yaml: a generation is the whole catalogue's.
    20:3 missing-key 'description' is missing here
      Write description: "…", or {nl: "…", en: "…"}.
    20:10 invalid-value this text is empty
      Write it, or leave it out.
    21:11 invalid-value 'TRNA' is not a code for 'theme'
      Did you mean 'TRAN'?
    22:23 invalid-value 'daily' is not a value of 'accrualPeriodicity'
      Did you mean 'DAILY'?
    23:16 not-in-this-version 'hvdCategory' is not in this version yet
      Take it out for now.
    24:21 invalid-value 'zone' is of type string, which has no period
      Name a field of type date, datetime, year or yearmonth.
    """
}
