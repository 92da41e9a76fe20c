import Foundation
import Testing

@testable import EntenteRendering

@Suite struct GraphvizHelperTests {
    private func isolation(_ script: String, timeout: Double = 20) -> GraphvizIsolation {
        .helper(executable: "/bin/sh", arguments: ["-c", script], timeout: timeout)
    }

    @Test func deadHelperIsAnErrorThatNamesTheWayOut() throws {
        let map = try ActorMap(graph: SampleGraphs.conflict())
        #expect(throws: RenderingError.layoutCrashed(engine: map.engine.rawValue, signal: SIGSEGV)) {
            try map.render(.svg, isolation: isolation("kill -SEGV $$"))
        }
        #expect(throws: RenderingError.self) { try map.render(.svg, isolation: isolation("exit 3")) }
        #expect(map.dot.contains("Avaria"))
    }

    @Test func endlessLayoutEndsAtItsLimit() throws {
        let map = try ActorMap(graph: SampleGraphs.conflict())
        #expect(throws: RenderingError.layoutTimedOut(engine: map.engine.rawValue, seconds: 0.3)) {
            try map.render(.svg, isolation: isolation("exec sleep 30", timeout: 0.3))
        }
    }

    @Test func missingHelperAndNonsenseAnswersAreErrors() throws {
        let map = try ActorMap(graph: SampleGraphs.conflict())
        #expect(throws: RenderingError.self) {
            try map.render(
                .svg, isolation: .helper(executable: "/nowhere/entente", arguments: [], timeout: 5))
        }
        #expect(throws: RenderingError.self) {
            try map.render(.svg, isolation: isolation("printf 'nonsense nonsense nonsense'", timeout: 5))
        }
    }

    @Test func messagesSurviveTheirTrip() {
        let job = LayoutJob(dot: "digraph {}", engine: "dot", nodes: ["a", "ü"], edges: [], isComplete: true)
        #expect(HelperRequest.read(HelperRequest.layout(job).bytes(seconds: 2))?.request == .layout(job))
        let curve = Curve(points: [MapPoint(x: 1, y: -2.5)], tailTip: nil, headTip: MapPoint(x: 0, y: 0))
        let layout = RawLayout(
            nodes: [Box(x: 1, y: 2, width: 3, height: 4)], curves: [curve, nil], labels: [nil])
        #expect(HelperAnswer.read(HelperAnswer.layout(layout).bytes) == .layout(layout))
        for length in 0..<HelperAnswer.layout(layout).bytes.count - 8 {
            _ = HelperAnswer.read(Array(HelperAnswer.layout(layout).bytes.prefix(length)))
        }
    }
}
