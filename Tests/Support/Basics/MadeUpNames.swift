// SPDX-License-Identifier: EUPL-1.2

/// Names of persons that were made up for tests.
package enum MadeUpNames {
  package static let first = [
    "Nathan", "Sanne", "Youssef", "Fatma", "Agnieszka", "Soerin", "Loïs", "Gerrit", "Chaima",
    "Kwame",
    "Wietske", "Orhan", "Bo", "Anne-Fleur", "Mieke", "Zbigniew",
  ]
  package static let last = [
    "Kamp", "de Vries", "van der Heijden", "El Amrani", "Yıldız", "Kowalczyk", "Ramdin", "Bakker",
    "Hoekstra",
    "van 't Hof", "Öztürk", "Wiśniewski", "Jansen-de Boer", "Boateng", "Mulder", "van Beusekom",
  ]
  /// In no list: a test sees to that.
  package static let unheard = [
    "Zwoferink", "Kraaijvelder", "Plomperst", "Hobbelveldt", "Tjoekema", "Vrolingsma", "Drakkelaar",
    "Smeulderick",
  ]
}
