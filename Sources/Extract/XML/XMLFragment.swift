// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// An element written as XML, with the namespaces that it needs.
enum XMLFragment {
  static func append(_ node: Int, of walk: XMLTreeWalk, to sink: RecordSink) {
    var writer = unsafe Writer(walk: walk, sink: sink)
    writer.element(node)
  }

  /// Memory safety: as for `Node`.
  @safe
  private struct Writer {
    let walk: XMLTreeWalk
    let sink: RecordSink
    /// The namespaces that are declared: prefix (nil for none) and address, innermost last.
    var scope: [(prefix: UnsafePointer<UInt8>?, uri: UnsafePointer<UInt8>?)] = unsafe []

    mutating func element(_ index: Int) {
      let node = walk.nodes[index]
      let depth = unsafe scope.count
      put("<")
      unsafe name(node.name, node.prefix)
      unsafe declare(node.prefix, node.name.uri)
      for at in node.attributes {
        let attribute = walk.attributes[at]
        if unsafe attribute.name.uri != nil { unsafe declare(attribute.prefix, attribute.name.uri) }
        put(" ")
        unsafe name(attribute.name, attribute.prefix)
        put("=\"")
        unsafe escaped(walk.values.bytes[attribute.value], isAttribute: true)
        put("\"")
      }
      if node.end == index + 1, node.textStart == node.textEnd {
        put("/>")
      } else {
        put(">")
        content(index, node)
        put("</")
        unsafe name(node.name, node.prefix)
        put(">")
      }
      unsafe scope.removeLast(scope.count - depth)
    }

    private mutating func content(_ index: Int, _ node: XMLTreeWalk.Node) {
      var start = node.textStart
      var child = index + 1
      while child < node.end {
        unsafe escaped(walk.text.bytes[start..<walk.nodes[child].textStart], isAttribute: false)
        element(child)
        start = walk.nodes[child].textEnd
        child = walk.nodes[child].end
      }
      unsafe escaped(walk.text.bytes[start..<node.textEnd], isAttribute: false)
    }

    private mutating func declare(_ prefix: UnsafePointer<UInt8>?, _ uri: UnsafePointer<UInt8>?) {
      let current = unsafe scope.last { unsafe $0.prefix == prefix }
      guard unsafe current.map({ unsafe $0.uri != uri }) ?? (uri != nil) else { return }
      // The prefix 'xml' is bound by itself.
      if let prefix = unsafe prefix, unsafe String(cString: prefix) == "xml" { return }
      unsafe scope.append((prefix, uri))
      put(" xmlns")
      if let prefix = unsafe prefix { unsafe put(":" + String(cString: prefix)) }
      put("=\"")
      if let uri = unsafe uri {
        unsafe escaped(
          UnsafeBufferPointer(start: uri, count: String(cString: uri).utf8.count)[...],
          isAttribute: true)
      }
      put("\"")
    }

    private func name(_ name: SAXName, _ prefix: UnsafePointer<UInt8>?) {
      if let prefix = unsafe prefix { unsafe put(String(cString: prefix) + ":") }
      unsafe put(String(cString: name.local))
    }

    private func put(_ text: String) {
      sink.append(text)
    }

    private func escaped(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, isAttribute: Bool) {
      for place in unsafe bytes.indices {
        let byte = unsafe bytes[place]
        switch byte {
        case UInt8(ascii: "&"): put("&amp;")
        case UInt8(ascii: "<"): put("&lt;")
        case UInt8(ascii: ">"): put("&gt;")
        case UInt8(ascii: "\"") where isAttribute: put("&quot;")
        case 0x09 where isAttribute, 0x0A where isAttribute: put("&#\(byte);")
        case 0x0D: put("&#13;")
        default: sink.append(byte)
        }
      }
    }
  }
}
