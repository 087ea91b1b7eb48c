// SPDX-License-Identifier: EUPL-1.2

/// Plain values in memory of one owner, of which the number does not change: a class that is used for each cell has
/// them without the checks for sole ownership that an array makes at every change.
///
/// Memory safety: it allocates in `init` and frees in `deinit`, cannot be copied, and checks every place.
@safe
@usableFromInline
package struct FixedArray<Element: BitwiseCopyable>: ~Copyable {
  @usableFromInline let base: UnsafeMutablePointer<Element>
  /// How many there are.
  @usableFromInline package let count: Int

  /// Makes so many values.
  package init(repeating value: Element, count: Int) {
    self.count = count
    unsafe base = .allocate(capacity: max(count, 1))
    unsafe base.initialize(repeating: value, count: count)
  }

  /// Copies a list.
  package init(_ list: [Element]) {
    count = list.count
    unsafe base = .allocate(capacity: max(count, 1))
    for (place, value) in list.enumerated() { unsafe base[place] = value }
  }

  deinit { unsafe base.deallocate() }

  /// A value.
  @inlinable
  package subscript(place: Int) -> Element {
    @inline(__always) get {
      precondition(UInt(bitPattern: place) < UInt(bitPattern: count), "there is no such value")
      return unsafe base[place]
    }
    @inline(__always) nonmutating set {
      precondition(UInt(bitPattern: place) < UInt(bitPattern: count), "there is no such value")
      unsafe base[place] = newValue
    }
  }

  /// Appends the first of the values to a list, all at once.
  @inlinable
  package func append(first count: Int, to list: inout [Element]) {
    precondition(count >= 0 && count <= self.count, "there are not so many values")
    unsafe list.append(contentsOf: UnsafeBufferPointer(start: base, count: count))
  }

  /// All values.
  @inlinable package var span: Span<Element> { unsafe Span(_unsafeStart: base, count: count) }

  /// All values, to be changed.
  @inlinable package var mutableSpan: MutableSpan<Element> {
    mutating get { unsafe MutableSpan(_unsafeStart: base, count: count) }
  }
}
