// SPDX-License-Identifier: EUPL-1.2

package import HergebruikDefinition
package import HergebruikDetectors
package import HergebruikFormat
package import HergebruikModel

/// The one check of a dataset that is only described: of its texts.
extension Gate {
  /// Why a description may not be published: what a detector knows stands in one of its texts, and nobody accepted it.
  package static func problems(
    describing record: DatasetRecord, by pipeline: PipelineDefinition, _ catalogue: CatalogueRecord,
    lexicon: HeaderLexicon
  ) -> [Diagnostic] {
    let contacts = GateSubject.contacts(record, catalogue)
    do throws(Failure) {
      var scanner = OutputScanner(fields: [], lexicon: lexicon)
      for item in try WrittenTexts(record, catalogue).all {
        scanner.scan(
          text: item.text, place: item.place, allowed: contacts, isPattern: item.isPattern)
      }
      return scanner.findings().compactMap { problem(ofText: $0, pipeline) }
    } catch {
      return error.diagnostics
    }
  }
}
