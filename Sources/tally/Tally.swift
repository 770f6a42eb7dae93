import ArgumentParser
@main struct Tally: ParsableCommand { func run() throws { print("tally") } }
