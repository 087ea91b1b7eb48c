// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// What a collection of features says of itself, in GML.
final class FeatureCollection: SAXHandler {
  private(set) var isCollection = false
  private(set) var total: Int?
  private(set) var next: String?
  private(set) var count = 0
  private(set) var names: [UInt64] = []
  private var depth = 0
  /// How deep features are: below `member`, or each below `featureMembers`.
  private var isList = false

  override func start(
    _ name: SAXName, prefix: UnsafePointer<UInt8>?, _ attributes: SAXAttributes
  ) {
    depth += 1
    let local = unsafe String(cString: name.local)
    if depth == 1 {
      isCollection = local == "FeatureCollection"
      total = value("numberMatched", attributes).flatMap { Int($0) }
      next = value("next", attributes)
    } else if depth == 2 {
      isList = local == "featureMembers"
      if local == "member" || local == "featureMember" { count += 1 }
    } else if depth == 3 {
      if isList { count += 1 }
      if let id = value("id", attributes) {
        names.append(id.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
      }
    }
  }

  override func end() { depth -= 1 }

  private func value(_ local: String, _ attributes: SAXAttributes) -> String? {
    for index in 0..<attributes.count {
      guard let name = attributes.name(index), unsafe String(cString: name.local) == local else {
        continue
      }
      return unsafe String(decoding: attributes.value(index), as: UTF8.self)
    }
    return nil
  }
}
