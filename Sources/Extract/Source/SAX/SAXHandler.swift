// SPDX-License-Identifier: EUPL-1.2

import CLibXML2
internal import HergebruikFormat

/// A name in the parser's dictionary: two are the same where their pointers are.
///
/// Memory safety: its pointers are compared, not followed; whoever follows one says so.
@safe
struct SAXName: Equatable {
  var local: UnsafePointer<UInt8>
  /// The namespace; nil where it has none.
  var uri: UnsafePointer<UInt8>?

  static func == (one: SAXName, other: SAXName) -> Bool {
    unsafe one.local == other.local && one.uri == other.uri
  }
}

/// The attributes of an element, as libxml2 hands them over: five pointers each.
///
/// Memory safety: libxml2 hands over five pointers for each of `count` attributes; they hold until the callback returns, and
/// every index is below `count`.
@safe
struct SAXAttributes {
  private let base: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  let count: Int

  init(_ base: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count: Int) {
    unsafe (self.base, self.count) = unsafe (base, base == nil ? 0 : count)
  }

  /// The name of an attribute.
  func name(_ index: Int) -> SAXName? {
    guard let base = unsafe base, let local = unsafe base[5 * index] else { return nil }
    return unsafe SAXName(local: local, uri: base[5 * index + 2])
  }

  /// The prefix that it was written with.
  func prefix(_ index: Int) -> UnsafePointer<UInt8>? { unsafe base?[5 * index + 1] }

  /// The value as XML 1.0, section 3.3.3, has it: references replaced, white space that stands there as such a space.
  func value(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    guard let base = unsafe base, let start = unsafe base[5 * index + 3],
      let end = unsafe base[5 * index + 4]
    else {
      return unsafe UnsafeBufferPointer(start: nil, count: 0)
    }
    return unsafe UnsafeBufferPointer(start: start, count: end - start)
  }
}

/// What is done with the events of a document; one subclass for each way of reading one.
///
/// `stop` ends the parsing: the failure is thrown once libxml2 has returned.
///
/// Memory safety: `context` is there while `parse` runs, and nil before and after.
@safe
class SAXHandler {
  /// The parser, while it runs.
  fileprivate(set) var context: xmlParserCtxtPtr?
  fileprivate(set) var failure: Failure?
  /// The file, for messages.
  let file: String

  init(file: String) {
    self.file = file
  }

  /// Before the first event: names can be looked up.
  func begin() {}

  /// An element begins.
  func start(_ name: SAXName, prefix: UnsafePointer<UInt8>?, _ attributes: SAXAttributes) {}

  /// The innermost element ends.
  func end() {}

  /// Character data, or a part of it.
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

  /// The names of the open elements, for messages: `/a/b`.
  var path: String? { nil }

  /// The line that the parser is at, from 1.
  var line: Int { unsafe context?.pointee.input.map { unsafe Int($0.pointee.line) } ?? 1 }

  /// The byte within the line.
  var column: Int? { unsafe context?.pointee.input.map { unsafe Int($0.pointee.col) } }

  /// Where the parser is.
  var place: Diagnostic.Location { .init(file: file, line: line, column: column, path: path) }

  /// Ends the parsing with a failure; the first one counts.
  func stop(_ failure: Failure) {
    guard self.failure == nil else { return }
    self.failure = failure
    unsafe xmlStopParser(context)
  }

  /// The pointer of a name in the parser's dictionary.
  func intern(_ name: [UInt8]) -> UnsafePointer<UInt8>? {
    unsafe name.withUnsafeBufferPointer {
      unsafe xmlDictLookup(context?.pointee.dict, $0.baseAddress, Int32($0.count))
    }
  }
}

/// Runs libxml2's SAX2 interface over a source: in pull form, without a tree, a network or entities of its own.
enum SAXParser {
  /// Elements within elements, at most; libxml2's own limit is 256.
  static let depthLimit = 200
  /// Attributes of an element, and namespaces that hold for it, at most: libxml2 compares each with each.
  static let attributeLimit = 1_000

  /// Parses a document to its end.
  ///
  /// - Throws: `format-error`, `encoding-error`, what the handler stopped with, or the source's failure.
  static func parse(_ source: any ByteSource, _ handler: SAXHandler) throws(Failure) {
    let input = SAXInput(source)
    var sax = unsafe handlerTable()
    // Both outlive the call, so that unretained pointers to them are sound.
    let context = unsafe xmlCreateIOParserCtxt(
      &sax, Unmanaged.passUnretained(handler).toOpaque(),
      { input, room, count in
        unsafe input.map {
          unsafe Unmanaged<SAXInput>.fromOpaque($0).takeUnretainedValue().read(room, count)
        }
          ?? -1
      },
      nil, unsafe Unmanaged.passUnretained(input).toOpaque(), XML_CHAR_ENCODING_NONE)
    guard let context = unsafe context else {
      throw Failure(.inputOutput, at: .init(file: handler.file), "the XML parser did not start")
    }
    defer { unsafe xmlFreeParserCtxt(context) }
    // Without NOENT an '&' in an attribute would be handed out as '&#38;'. No other entities than the five of
    // XML are known: a document type ends the parsing, and nothing would declare or find one.
    unsafe xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue))
    unsafe handler.context = unsafe context
    input.handler = handler
    handler.begin()
    withExtendedLifetime((input, handler)) { _ = unsafe xmlParseDocument(context) }
    // A document that was built after all (there is none: no handler makes one) would leak.
    if let document = unsafe context.pointee.myDoc { unsafe xmlFreeDoc(document) }
    let isWhole = unsafe context.pointee.wellFormed != 0
    let place = handler.place
    unsafe handler.context = nil
    if let failure = input.failure { throw failure }
    if let failure = handler.failure { throw failure }
    guard isWhole else {
      throw Failure(.format, at: place, "the file is not well-formed XML", hint: SAXError.hint)
    }
  }

  /// The callbacks; everything that could define or fetch something is refused.
  private static func handlerTable() -> xmlSAXHandler {
    var sax = unsafe xmlSAXHandler()
    unsafe sax.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe sax.startElementNs = { user, local, prefix, uri, _, _, count, _, attributes in
      guard let user = unsafe user, let local = unsafe local else { return }
      let handler = unsafe Unmanaged<SAXHandler>.fromOpaque(user).takeUnretainedValue()
      guard count <= SAXParser.attributeLimit else {
        return handler.stop(SAXParser.tooManyAttributes(handler))
      }
      unsafe handler.start(
        SAXName(local: local, uri: uri), prefix: prefix,
        SAXAttributes(attributes, count: Int(count)))
    }
    unsafe sax.endElementNs = { user, _, _, _ in
      guard let user = unsafe user else { return }
      // An element that was stopped at did not begin for the handler.
      let handler = unsafe Unmanaged<SAXHandler>.fromOpaque(user).takeUnretainedValue()
      if handler.failure == nil { handler.end() }
    }
    unsafe sax.characters = { user, text, count in
      guard let user = unsafe user, let text = unsafe text else { return }
      let handler = unsafe Unmanaged<SAXHandler>.fromOpaque(user).takeUnretainedValue()
      unsafe handler.text(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    // The same function, so that libxml2 does not ask itself which white space matters.
    unsafe sax.ignorableWhitespace = unsafe sax.characters
    unsafe sax.cdataBlock = unsafe sax.characters
    unsafe sax.internalSubset = { user, _, _, _ in
      guard let user = unsafe user else { return }
      let handler = unsafe Unmanaged<SAXHandler>.fromOpaque(user).takeUnretainedValue()
      handler.stop(
        Failure(
          .format, at: handler.place,
          "the file has a document type (<!DOCTYPE …>), which is refused",
          hint:
            "It could fetch files or blow up memory. Let the source system export without it; "
            + "where it is a web page, look whether one must log in."))
    }
    unsafe sax.serror = { user, error in
      guard let user = unsafe user, let error = unsafe error else { return }
      let handler = unsafe Unmanaged<SAXHandler>.fromOpaque(user).takeUnretainedValue()
      unsafe SAXError.report(error.pointee, to: handler)
    }
    return unsafe sax
  }
}

/// What libxml2 says is wrong, in words of our own: its own may hold text of the document.
enum SAXError {
  static let hint = "Let the source system make the export again; look at the place in the message."

  static func report(_ error: xmlError, to handler: SAXHandler) {
    // Warnings and errors of namespaces are no faults of form, but for a prefix that nobody declared.
    let isFatal = unsafe error.level == XML_ERR_FATAL
    let isUnbound = unsafe error.code == Int32(XML_NS_ERR_UNDEFINED_NAMESPACE.rawValue)
    guard isFatal || isUnbound else { return }
    var place = handler.place
    // A handler whose lines are not those of the text has no column.
    if place.column != nil {
      place.line = unsafe Int(error.line) > 0 ? Int(error.line) : place.line
      place.column = unsafe error.int2 > 0 ? Int(error.int2) : place.column
    }
    let (code, summary, hint) = unsafe words(xmlParserErrors(UInt32(error.code)))
    handler.stop(Failure(code, at: place, summary, hint: hint))
  }

  private static func words(_ error: xmlParserErrors) -> (DiagnosticCode, String, String) {
    switch error {
    case XML_ERR_DOCUMENT_EMPTY:
      return (
        .format, "the file is empty or no XML", "Check that the export ran, and that it is XML."
      )
    case XML_ERR_DOCUMENT_END:
      return (.format, "something follows the end of the document", hint)
    case XML_ERR_TAG_NOT_FINISHED, XML_ERR_GT_REQUIRED, XML_ERR_LTSLASH_REQUIRED,
      XML_ERR_CDATA_NOT_FINISHED,
      XML_ERR_COMMENT_NOT_FINISHED, XML_ERR_PI_NOT_FINISHED:
      return (
        .format, "the file ends within an element, or an element is not closed",
        "It may be truncated: copy the export again, or let the source system make a new one."
      )
    case XML_ERR_TAG_NAME_MISMATCH:
      return (.format, "an element is closed by the name of another one", hint)
    case XML_ERR_INVALID_ENCODING, XML_ERR_INVALID_CHAR, XML_ERR_UNKNOWN_ENCODING,
      XML_ERR_UNSUPPORTED_ENCODING, XML_I18N_CONV_FAILED:
      return (
        .encoding, "a byte does not decode in the encoding that the file itself states",
        "The line <?xml … encoding=\"…\"?> must say what the file is written in: let the source system mend it."
      )
    case XML_ERR_UNDECLARED_ENTITY, XML_WAR_UNDECLARED_ENTITY:
      return (
        .format, "an entity (&…;) that XML does not know stands in the text",
        "Let the source system write the character itself, or its number (&#233;)."
      )
    case XML_NS_ERR_UNDEFINED_NAMESPACE:
      return (.format, "a prefix has no namespace (xmlns:…) in the file", hint)
    default:
      return (.format, "the file is not well-formed XML (libxml2's error \(error.rawValue))", hint)
    }
  }
}
