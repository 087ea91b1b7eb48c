// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
package import HergebruikFormat
package import HergebruikModel
internal import HergebruikSite

/// The publisher's pages of a candidate, for who serves or writes them.
package struct Desk: Sendable {
  private let pages: DeskPages

  /// The style sheet and the script, by their path below the web root.
  package static var assets: [String: [UInt8]] { DeskPages.assets }

  /// Makes the pages about a record.
  ///
  /// - Throws: `Failure` with `self-check` where a template or a text is damaged.
  package init(_ record: DeskRecord) throws(Failure) {
    pages = try DeskPages(record)
  }

  private init(pages: DeskPages) {
    self.pages = pages
  }

  /// What is told.
  package var record: DeskRecord { pages.record }

  /// The same pages about another record.
  package func showing(_ record: DeskRecord) -> Desk { Desk(pages: pages.showing(record)) }

  /// The paths of all pages below the web root, each with a slash at the end.
  package var paths: [String] { pages.paths }

  /// A page by its path, `/_preview/bomen/`; nil where there is none.
  ///
  /// - Throws: `Failure` with `self-check` where a template is missing.
  package func page(_ path: String) throws(Failure) -> String? { try pages.page(path) }

  /// A page with the publisher's bar at its end.
  ///
  /// - Parameters:
  ///   - html: The page.
  ///   - path: Its path below the web root, decoded: `/datasets/bomen/`.
  ///   - isServed: Whether a server is behind it that tells when to load it again.
  /// - Throws: `Failure` with `self-check` where a template is missing.
  package func withBar(
    _ html: String, path: String, isServed: Bool
  ) throws(Failure) -> String {
    let bar = try pages.bar(on: path, isServed: isServed)
    guard let end = html.range(of: "</body>", options: .backwards) else { return html + bar }
    return html[..<end.lowerBound] + bar + html[end.lowerBound...]
  }

  /// What stands in the place of a dataset's page where its data must not leave this machine.
  ///
  /// - Throws: `Failure` with `self-check` where a template is missing.
  package func withheld(_ path: String) throws(Failure) -> String { try pages.withheld(path) }

  /// Whether a file of a candidate is about a dataset whose data must not leave this machine.
  package func isSecret(_ path: String) -> Bool { pages.isSecret(path) }

  /// What stands in the place of a dataset's page where its rows are shown to who asks for them by name only.
  ///
  /// - Throws: `Failure` with `self-check` where a template is missing.
  package func hidden(_ path: String) throws(Failure) -> String { try pages.hidden(path) }

  /// Whether a file of a candidate is about a dataset in which the gate finds what points at one person.
  package func isHidden(_ path: String) -> Bool { pages.isHidden(path) }
}
