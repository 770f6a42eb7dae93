import NIOCore
import NIOPosix

extension BoardServer {
  /// The addresses by which others can reach this machine, those of a hall's own network first.
  public static func addressesOfThisMachine() -> [String] {
    let devices = (try? System.enumerateDevices()) ?? []
    var addresses: [String] = []
    for device in devices {
      guard case .v4? = device.address, let address = device.address?.ipAddress, !address.hasPrefix("127."),
        !addresses.contains(address)
      else { continue }
      addresses.append(address)
    }
    return addresses.sorted { (rank($0), $0) < (rank($1), $1) }
  }

  /// Hotspots and routers first, then what containers and other networks use.
  private static func rank(_ address: String) -> Int {
    if address.hasPrefix("192.168.") { return 0 }
    if address.hasPrefix("10.") { return 1 }
    return address.hasPrefix("172.") ? 2 : address.hasPrefix("169.254.") ? 4 : 3
  }
}
