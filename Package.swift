// swift-tools-version: 6.2
// SPDX-License-Identifier: EUPL-1.2

import PackageDescription

let package = Package(
  name: "hergebruik",
  products: [
    .executable(name: "hergebruik", targets: ["hergebruik"]),
    // What a format is: all that a package needs which has a format and no program.
    .library(name: "HergebruikFormat", targets: ["HergebruikFormat"]),
    // For programs that add a format of their own; see docs/extractors.md.
    .library(
      name: "Hergebruik",
      targets: ["HergebruikFormat", "HergebruikExtract", "HergebruikCommands"]),
    .library(name: "HergebruikTesting", targets: ["HergebruikTesting"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    // C libraries, each behind one door.
    library("CZlib", pkgConfig: "zlib", debian: "zlib1g-dev"),
    library("CDeflate", pkgConfig: "libdeflate", debian: "libdeflate-dev"),
    library("CPCRE2", pkgConfig: "libpcre2-8", debian: "libpcre2-dev"),
    library("CLibXML2", pkgConfig: "libxml-2.0", debian: "libxml2-dev"),
    library("CArchive", pkgConfig: "libarchive", debian: "libarchive-dev"),
    library("CCrypto", pkgConfig: "libcrypto", debian: "libssl-dev"),
    library("CSQLite", pkgConfig: "sqlite3", debian: "libsqlite3-dev"),
    library("CProj", pkgConfig: "proj", debian: "libproj-dev"),
    .systemLibrary(name: "CLinux", path: "Sources/Libraries/CLinux"),

    // Threads and processes: the only place where they begin.
    room("System", ["CCrypto", "CLinux"]),

    // What a format is, for whoever writes one.
    room("Format"),

    // The model, and the three stages on top of it, which never import each other.
    room("Model", ["Format", "System"], resources: [.embedInCode("Words/Texts")]),
    room(
      "Extract",
      ["Format", "System", "CZlib", "CDeflate", "CLibXML2", "CArchive", "CSQLite"]),
    room("Transform/Values", ["Format", "Model", "System", "CPCRE2"]),
    room("Transform/Tables", ["System", "Format", "Model", "Values"]),
    room("Transform/Detectors", ["Format", "Model", "Values"]),
    room("Transform/Expressions", ["Format", "Model", "Values"]),
    room("Transform/Geometry", ["Format", "Model", "System", "Values", "CProj"]),
    room("Transform/Disclosure", ["Format", "Model", "System", "Values", "Tables"]),
    room(
      "Transform/Treatment",
      [
        "Format", "Model", "System", "Values", "Tables", "Detectors", "Expressions", "Geometry",
        "Disclosure",
      ]),
    room("Transform/Profile", ["Format", "Model", "System", "Values", "Treatment"]),
    room("Site", ["Format", "Model", "System", mustache], resources: [.embedInCode("Templates")]),
    room("Publish", ["Format", "Model", "Site", "System", "CZlib", "CDeflate"]),

    // What wires and drives them.
    room(
      "Pipeline/Definition",
      [
        "Format", "Model", "Extract", "Publish", "Site", "System", "Tables", "Detectors",
        "Geometry",
        "Disclosure", "Treatment", yams,
      ]),
    // It reads and counts by itself: what made the table and its figures is out of its reach.
    room(
      "Pipeline/Gate",
      ["Definition", "Format", "Model", "Extract", "System", "Values", "Detectors"]),
    room(
      "Pipeline/Run",
      [
        "Definition", "Gate", "Format", "Model", "Extract", "Publish", "Site", "System", "Values",
        "Tables",
        "Detectors", "Geometry", "Disclosure", "Treatment", "Profile", logging,
      ], resources: [.embedInCode("Init/Recipes")]),
    room("Preview", ["Run", "Format", "Model", "System", "Values"]),
    room(
      "Commands",
      [
        "Definition", "Run", "Preview", "Format", "Model", "Extract", "System", "Values",
        argumentParser,
        logging,
      ]),
    .executableTarget(
      name: "hergebruik", dependencies: ["HergebruikCommands"], path: "Sources/hergebruik"),
    room("Testing", ["Format", "System", "Extract"]),

    // A program with a format that goes wrong in every way, for tests of what then happens to the others.
    .executableTarget(
      name: "hergebruik-drill",
      dependencies: ["HergebruikExtract", "HergebruikFormat", "HergebruikCommands"],
      path: "Tests/DrillProgram"),
    // What the tests of several rooms share.
    support("Basics", ["Format", "Model", "System", "Values"]),
    support("Shapes", []),
    support("Treatments", basics + treatment),
    support("Definitions", ["Definition"]),

    // The tests of a room, which know it and the rooms below it.
    tests("System", ["System"]),
    tests("Model", ["Format", "Model"]),
    tests(
      "Extract",
      [
        "Extract", "Format", "Model", "Testing", "TestBasics", "TestShapes", "CZlib", "CArchive",
        "CSQLite",
      ]),
    tests("Transform/Values", basics),
    tests("Transform/Tables", basics + ["Tables"]),
    tests("Transform/Detectors", basics + ["Detectors"]),
    tests("Transform/Expressions", basics + ["Expressions"]),
    tests("Transform/Geometry", basics + ["Geometry"]),
    tests("Transform/Disclosure", basics + ["Tables", "Disclosure"], exclude: ["Peers"]),
    tests("Transform/Treatment", basics + treatment + ["TestTreatments"]),
    tests("Transform/Profile", basics + treatment + ["Profile", "TestTreatments"]),
    tests("Publish", ["Publish", "Site", "Format", "Model", "System", "CZlib"] + transform),
    tests("Preview", ["Preview", "Format", "Model"]),
    tests(
      "Pipeline/Definition",
      basics + treatment + ["Extract", "Definition", "TestDefinitions", "CLinux"]),
    tests("Pipeline/Gate", basics + treatment + ["Extract", "Definition", "Gate"]),
    tests(
      "Pipeline/Run",
      basics + treatment + ["Profile", "Extract", "TestDefinitions"] + pipeline,
      exclude: ["Peers"]),
    tests("Commands", pipeline + ["Commands", "Format", argumentParser, logging]),
    tests(
      "EndToEnd",
      ["Model", "TestShapes", "CZlib", "hergebruik", "hergebruik-drill"] + transform + pipeline,
      exclude: ["Pipelines", "Programs"]),
  ],
  swiftLanguageModes: [.v6]
)

var pipeline: [Target.Dependency] { ["Definition", "Gate", "Run"] }
var transform: [Target.Dependency] { ["Values"] + treatment + ["Profile"] }
/// Treatment, and the rooms between it and Values.
var treatment: [Target.Dependency] {
  ["Tables", "Detectors", "Expressions", "Geometry", "Disclosure", "Treatment"]
}
/// What the tests of each room above Values begin with.
var basics: [Target.Dependency] { ["TestBasics", "Format", "Model", "System", "Values"] }
var mustache: Target.Dependency { .product(name: "Mustache", package: "swift-mustache") }
var logging: Target.Dependency { .product(name: "Logging", package: "swift-log") }
var yams: Target.Dependency { .product(name: "Yams", package: "Yams") }
var argumentParser: Target.Dependency {
  .product(name: "ArgumentParser", package: "swift-argument-parser")
}

/// A C library of Debian's.
func library(_ name: String, pkgConfig: String, debian: String) -> Target {
  .systemLibrary(
    name: name, path: "Sources/Libraries/\(name)", pkgConfig: pkgConfig,
    providers: [.apt([debian])])
}

/// A room of the house: the module `Hergebruik` with the last part of the path behind it.
func room(
  _ path: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil
) -> Target {
  .target(
    name: "Hergebruik\(path.split(separator: "/").last ?? "")",
    dependencies: dependencies.map(\.inFull), path: "Sources/\(path)", resources: resources)
}

/// What the tests of several rooms share, in a module of its own.
func support(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(
    name: "HergebruikTest\(name)", dependencies: dependencies.map(\.inFull),
    path: "Tests/Support/\(name)")
}

/// The tests of a room.
func tests(
  _ path: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(
    name: "Hergebruik\(path.split(separator: "/").last ?? "")Tests",
    dependencies: dependencies.map(\.inFull), path: "Tests/\(path)", exclude: exclude)
}

extension Target.Dependency {
  /// Rooms go by their short name here; programs begin with a small letter, C libraries with two capitals.
  var inFull: Self {
    guard case .byNameItem(let name, let condition) = self, !name.hasPrefix("hergebruik"),
      name.prefix(2) != name.prefix(2).uppercased()
    else { return self }
    return .byNameItem(name: "Hergebruik\(name)", condition: condition)
  }
}

extension Package {
  /// Leaves out what the tests of some rooms do not need, so that little is built and their bundle links fast.
  func keepOnly(testsOf rooms: [Substring]) {
    var (wanted, libraries): (Set<String>, Set<String>) = ([], [])
    var waiting = rooms.map { "Hergebruik\($0)Tests" }
    while let name = waiting.popLast() {
      guard wanted.insert(name).inserted else { continue }
      for dependency in targets.first(where: { $0.name == name })?.dependencies ?? [] {
        switch dependency {
        case .targetItem(let name, _), .byNameItem(let name, _): waiting.append(name)
        case .productItem(_, let package, _, _): libraries.insert(package ?? "")
        @unknown default: break
        }
      }
    }
    targets.removeAll { !wanted.contains($0.name) }
    products = []
    dependencies.removeAll { dependency in
      guard case .sourceControl(_, let location, _) = dependency.kind else { return false }
      return !libraries.contains { location.hasSuffix("/\($0)") }
    }
  }
}

// Only for measuring: extraction, scanning and the site by themselves.
if Context.environment["HERGEBRUIK_BENCH"] != nil {
  package.targets.append(
    .executableTarget(
      name: "extract-bench",
      dependencies: ["HergebruikFormat", "HergebruikExtract"],
      path: "bench/extract-bench"))
  package.targets.append(
    .executableTarget(
      name: "scan-bench",
      dependencies: [
        "HergebruikFormat", "HergebruikModel", "HergebruikDetectors", "HergebruikValues",
      ],
      path: "bench/scan-bench"))
  package.targets.append(
    .executableTarget(
      name: "site-bench",
      dependencies: ["HergebruikFormat", "HergebruikModel", "HergebruikPublish"],
      path: "bench/site-bench"))
}

// Only for `make docc`: no other build fetches it.
if Context.environment["HERGEBRUIK_DOCC"] != nil {
  package.dependencies.append(
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", exact: "1.5.0"))
}

// Only for `make quick` and the address sanitizer: the tests of one room, or of several with spaces between, and what they need.
if let rooms = Context.environment["HERGEBRUIK_ROOM"] {
  package.keepOnly(testsOf: rooms.split(separator: " "))
}

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    // For functions that lend a `Span`: the compiler checks that nobody keeps it for too long (docs/adr/0053).
    .enableExperimentalFeature("Lifetimes"),
  ]
  // Whatever the compiler cannot check says `unsafe`, or it does not compile. Tests may do as they like.
  if target.path?.hasPrefix("Sources/") == true {
    target.swiftSettings? += [
      .strictMemorySafety(), .treatWarning("StrictMemorySafety", as: .error),
    ]
  }
}
