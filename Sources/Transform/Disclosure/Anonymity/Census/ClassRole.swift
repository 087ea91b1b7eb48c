// SPDX-License-Identifier: EUPL-1.2

/// What a field has to do with the class of a row.
package enum ClassRole {
  case none
  /// Its value is part of what makes rows alike.
  case quasi
  /// Its values are counted within each class: as texts, or as numbers.
  case text, number
}
