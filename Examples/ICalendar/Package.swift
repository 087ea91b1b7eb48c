// swift-tools-version: 6.2
// SPDX-License-Identifier: EUPL-1.2

import PackageDescription

// A package of one's own names the address and version of Hergebruik in place of a path.
let package = Package(
  name: "ICalendar",
  dependencies: [.package(name: "hergebruik", path: "../..")],
  targets: [
    .target(name: "ICalendar", dependencies: [.product(name: "Hergebruik", package: "hergebruik")]),
    .executableTarget(
      name: "hergebruik-ics",
      dependencies: ["ICalendar", .product(name: "Hergebruik", package: "hergebruik")]),
    .testTarget(
      name: "ICalendarTests",
      dependencies: [
        "ICalendar", .product(name: "Hergebruik", package: "hergebruik"),
        .product(name: "HergebruikTesting", package: "hergebruik"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
