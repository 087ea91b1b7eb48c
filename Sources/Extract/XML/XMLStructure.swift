// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Which elements and attributes a document has, and how often; no text of it.
final class XMLStructure: SAXHandler {
  /// Distinct places that are kept; more are no structure that a person could describe.
  static let limit = 5_000

  /// An element at one place, whatever its number.
  final class Element {
    /// As a path names it: with a prefix where it has a namespace.
    let name: String
    let uri: String
    let parent: Element?
    var children: [Element] = []
    var attributes: [String] = []
    var count = 0
    /// How many there are at most within one parent.
    var most = 0
    var hasText = false

    init(_ name: String, uri: String, parent: Element?) {
      (self.name, self.uri, self.parent) = (name, uri, parent)
    }

    /// From the top: `/a/b`.
    var path: String { (parent.map { $0.parent == nil ? "" : $0.path } ?? "") + "/" + name }

    /// The places below it that hold a value.
    var valueCount: Int {
      attributes.count + (isValue ? 1 : 0) + children.reduce(0) { $0 + $1.valueCount }
    }

    var isValue: Bool { hasText || children.isEmpty }
    var isGeometry: Bool { uri.hasPrefix("http://www.opengis.net/gml") }
  }

  private struct Frame {
    var element: Element
    var counts: [Int] = []
  }

  let top = Element("", uri: "", parent: nil)
  /// What prefixes in paths stand for.
  private(set) var namespaces: [(prefix: String, uri: String)] = []
  private var frames: [Frame]
  private var places = 0

  override init(file: String) {
    frames = [Frame(element: top)]
    super.init(file: file)
  }

  override func start(
    _ name: SAXName, prefix: UnsafePointer<UInt8>?, _ attributes: SAXAttributes
  ) {
    guard frames.count <= SAXParser.depthLimit else {
      return stop(
        Failure(
          .format, at: place, "elements stand more than \(SAXParser.depthLimit) deep in each other")
      )
    }
    let parent = frames[frames.count - 1].element
    let wanted = unsafe self.name(name, prefix, isAttribute: false)
    let index = parent.children.firstIndex { $0.name == wanted } ?? parent.children.count
    if index == parent.children.count {
      guard add() else { return }
      let uri = unsafe name.uri.map { unsafe String(cString: $0) } ?? ""
      parent.children.append(Element(wanted, uri: uri, parent: parent))
    }
    let element = parent.children[index]
    element.count += 1
    while frames[frames.count - 1].counts.count <= index {
      frames[frames.count - 1].counts.append(0)
    }
    frames[frames.count - 1].counts[index] += 1
    element.most = max(element.most, frames[frames.count - 1].counts[index])
    for index in 0..<attributes.count {
      guard let key = attributes.name(index) else { continue }
      let local = unsafe String(cString: key.local)
      let isInstance =
        unsafe key.uri.map { unsafe String(cString: $0).hasSuffix("XMLSchema-instance") } ?? false
      guard !isInstance, local != "noValue" else { continue }
      let path = unsafe "@" + self.name(key, attributes.prefix(index), isAttribute: true)
      guard !element.attributes.contains(path), add() else { continue }
      element.attributes.append(path)
    }
    frames.append(Frame(element: element))
  }

  private func add() -> Bool {
    places += 1
    guard places > Self.limit else { return true }
    stop(
      Failure(
        .format, at: place,
        "the file has more than \(Self.limit) different elements and attributes",
        hint: "Such a file needs a person: write the pipeline by docs/formats/xml.md."))
    return false
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    let element = frames[frames.count - 1].element
    guard !element.hasText else { return }
    element.hasText = unsafe bytes.contains { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
  }

  override func end() { frames.removeLast() }

  /// A name with a prefix that stands for one namespace in all of the file.
  private func name(_ name: SAXName, _ prefix: UnsafePointer<UInt8>?, isAttribute: Bool) -> String {
    let local = unsafe String(cString: name.local)
    guard let uri = unsafe name.uri.map({ unsafe String(cString: $0) }) else {
      // Where 'default' stands for a namespace, a name in none needs a wild card.
      return isAttribute || !namespaces.contains { $0.prefix == "default" } ? local : "*:" + local
    }
    let written =
      unsafe prefix.map { unsafe String(cString: $0) } ?? (isAttribute ? "ns" : "default")
    if let known = namespaces.first(where: {
      $0.uri == uri && !(isAttribute && $0.prefix == "default")
    }) {
      return known.prefix == "default" ? local : "\(known.prefix):\(local)"
    }
    var free = written
    var number = 1
    while namespaces.contains(where: { $0.prefix == free }) {
      number += 1
      free = (written == "default" ? "ns" : written) + String(number)
    }
    namespaces.append((free, uri))
    return free == "default" ? local : "\(free):\(local)"
  }
}
