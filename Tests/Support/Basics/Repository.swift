// SPDX-License-Identifier: EUPL-1.2

package import Foundation

/// The project's folder.
package let projectRoot = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// The vectors, which stand in the repository; a test whose vector is missing fails.
package let vectorsFolder = projectRoot.appending(path: "Tests/Vectors")

/// One part of `privacy.json`, with something in it.
package func vectors<Part: Collection>(_ name: String, as type: Part.Type) throws -> Part {
  let data = try Data(contentsOf: vectorsFolder.appending(path: "privacy.json"))
  let parts = try JSONSerialization.jsonObject(with: data) as? [String: Any]
  guard let part = parts?[name] as? Part, !part.isEmpty else {
    throw Unprepared("privacy.json has no \(type) called \(name) with something in it")
  }
  return part
}

/// What a test needs is not there: the test fails.
package struct Unprepared: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}
