// swift-tools-version: 6.2
// SPDX-License-Identifier: EUPL-1.2

import PackageDescription

let package = Package(
  name: "hergebruik",
  products: [
    .executable(name: "hergebruik", targets: ["hergebruik"]),
    // For programs that add a format of their own; see docs/extractors.md.
    .library(
      name: "Hergebruik", targets: ["HergebruikModel", "HergebruikExtract", "HergebruikCommands"]),
    .library(name: "HergebruikTesting", targets: ["HergebruikTesting"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
  ],
  targets: [
    // C libraries, each behind one door.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CProj", pkgConfig: "proj", providers: [.apt(["libproj-dev"])]),
    .systemLibrary(name: "CLinux"),

    // Threads and processes: the only place where they begin.
    .target(name: "HergebruikSystem", dependencies: ["CLinux"]),

    // The model, and the three stages on top of it, which never import each other.
    .target(name: "HergebruikModel", resources: [.embedInCode("Words/Texts")]),
    .target(
      name: "HergebruikExtract",
      dependencies: [
        "HergebruikModel", "HergebruikSystem", "CZlib", "CDeflate", "CLibXML2", "CArchive",
        "CSQLite",
      ]),
    .target(
      name: "HergebruikTransform",
      dependencies: [
        "HergebruikModel", "HergebruikSystem", "CPCRE2", "CProj",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(
      name: "HergebruikSite",
      dependencies: [
        "HergebruikModel", "HergebruikSystem",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [.embedInCode("Templates")]),
    .target(
      name: "HergebruikPublish",
      dependencies: [
        "HergebruikModel", "HergebruikSite", "CLinux", "CZlib", "CDeflate",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),

    // What wires and drives them.
    .target(
      name: "HergebruikPipeline",
      dependencies: [
        "HergebruikModel", "HergebruikExtract", "HergebruikTransform", "HergebruikPublish",
        "HergebruikSite", "HergebruikSystem", "CLinux",
        .product(name: "Crypto", package: "swift-crypto"), .product(name: "Yams", package: "Yams"),
      ]),
    .target(
      name: "HergebruikPreview",
      dependencies: [
        "HergebruikModel", "HergebruikPipeline", "HergebruikSystem",
        .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ]),
    .target(
      name: "HergebruikCommands",
      dependencies: [
        "HergebruikModel", "HergebruikExtract", "HergebruikPipeline", "HergebruikPreview",
        "HergebruikSystem", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "hergebruik", dependencies: ["HergebruikCommands"]),
    .target(name: "HergebruikTesting", dependencies: ["HergebruikModel", "HergebruikExtract"]),

    // A program with a format that goes wrong in every way, for tests of what then happens to the others.
    .executableTarget(
      name: "hergebruik-drill",
      dependencies: ["HergebruikExtract", "HergebruikModel", "HergebruikCommands"],
      path: "Tests/DrillProgram"),
    .testTarget(name: "HergebruikSystemTests", dependencies: ["HergebruikSystem"]),
    .testTarget(name: "HergebruikModelTests", dependencies: ["HergebruikModel"]),
    .testTarget(
      name: "HergebruikExtractTests",
      dependencies: [
        "HergebruikExtract", "HergebruikModel", "HergebruikTesting", "CZlib", "CArchive",
        "CSQLite",
      ]),
    .testTarget(
      name: "HergebruikTransformTests",
      dependencies: [
        "HergebruikTransform", "HergebruikModel", .product(name: "Crypto", package: "swift-crypto"),
      ], exclude: ["Peers"]),
    .testTarget(
      name: "HergebruikPublishTests",
      dependencies: [
        "HergebruikPublish", "HergebruikSite", "HergebruikTransform", "HergebruikModel", "CZlib",
      ]),
    .testTarget(
      name: "HergebruikPreviewTests", dependencies: ["HergebruikPreview", "HergebruikModel"]),
    .testTarget(
      name: "HergebruikPipelineTests",
      dependencies: [
        "HergebruikPipeline", "HergebruikExtract", "HergebruikTransform", "HergebruikModel",
        "CLinux",
      ], exclude: ["Peers"]),
    .testTarget(
      name: "HergebruikCommandsTests",
      dependencies: [
        "HergebruikCommands", "HergebruikPipeline", "HergebruikModel",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "HergebruikModel", "HergebruikPipeline", "HergebruikTransform", "CZlib", "hergebruik",
        "hergebruik-drill",
      ], exclude: ["Pipelines", "Programs"]),
  ],
  swiftLanguageModes: [.v6]
)

// Only for measuring: extraction, scanning and the site by themselves.
if Context.environment["HERGEBRUIK_BENCH"] != nil {
  package.targets.append(
    .executableTarget(
      name: "extract-bench",
      dependencies: ["HergebruikModel", "HergebruikExtract"],
      path: "bench/extract-bench"))
  package.targets.append(
    .executableTarget(
      name: "scan-bench", dependencies: ["HergebruikModel", "HergebruikTransform"],
      path: "bench/scan-bench"))
  package.targets.append(
    .executableTarget(
      name: "site-bench", dependencies: ["HergebruikModel", "HergebruikPublish"],
      path: "bench/site-bench"))
}

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ]
}
