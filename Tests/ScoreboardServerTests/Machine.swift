import Foundation

func pause(milliseconds: Int) { usleep(UInt32(milliseconds) * 1000) }

/// The memory of this process, as Linux counts it.
func residentKilobytes() -> Int {
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
  return Int(line.split(separator: " ").dropFirst().first ?? "") ?? 0
}
