// SPDX-License-Identifier: EUPL-1.2

/// What has datasets converted, if not the workers of the run itself.
package enum Engine: Sendable {
  /// A Spark application that the run starts: the path of its program, the address of the cluster's master, and where
  /// this program is on the machines of the cluster.
  case spark(application: String, master: String, program: String)
  /// Whoever started this run, through two descriptors: it passes on what is asked to an engine that it shares with
  /// other runs. Where this program is on the machines of the cluster.
  case shared(reading: Int32, writing: Int32, program: String)

  /// Where this program is on the machines of the cluster.
  package var program: String {
    switch self {
    case .spark(_, _, let program), .shared(_, _, let program): program
    }
  }
}
