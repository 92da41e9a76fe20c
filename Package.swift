// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

// The command carries the libraries that every question needs within it on Linux: finding and loading them takes longer
// than an answer. What stays outside and is not called by name, such as Graphviz, is opened when it is needed. Without
// position independence the loader has no hundred thousand addresses to write. The names in the list are what
// Foundation's static libraries need, which objects compiled for shared ones leave out.
let staticLibraries = [
    "Foundation", "FoundationInternationalization", "FoundationEssentials", "CoreFoundation", "_FoundationICU",
    "_FoundationCShims", "_FoundationCollections",
]
let carriesSwift: LinkerSetting = .unsafeFlags(
    [
        "-static-stdlib", "-use-ld=lld", "-L\(Context.packageDirectory)/Sources/StaticLibraries", "-Xclang-linker",
        "-static-libgcc", "-Xclang-linker", "-no-pie",
    ] + staticLibraries.map { "-l\($0)" },
    .when(platforms: [.linux], configuration: .release))

// Debian's packages hold the archive too: linked into the program, the parser costs its start no shared library.
#if os(Linux)
    let commonMarkPkgConfig: String? = nil
    // Its headers are found without, and nothing is linked with it.
    let graphvizPkgConfig: String? = nil
#else
    let commonMarkPkgConfig: String? = "libcmark-gfm"
    let graphvizPkgConfig: String? = "libgvc"
#endif

let package = Package(
    name: "entente",
    platforms: [.macOS(.v15)],
    products: [
        .library(
            name: "Entente",
            targets: [
                "EntenteModel", "EntenteText", "EntenteExtraction", "EntenteAnalysis", "EntenteStore", "EntenteFormats",
                "EntenteRendering", "EntenteReports",
            ]),
        .executable(name: "entente", targets: ["entente"]),
        .executable(name: "entente-pandoc", targets: ["entente-pandoc"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Graphviz behind a door that opens it when a map is drawn.
        .systemLibrary(
            name: "CGraphvizHeaders", pkgConfig: graphvizPkgConfig,
            providers: [.apt(["libgraphviz-dev"]), .brew(["graphviz"])]),
        .target(name: "CGraphviz", dependencies: ["CGraphvizHeaders"]),

        // libxml2 and zlib behind a door that opens them when they are needed.
        .target(
            name: "CMarkup", linkerSettings: [.linkedLibrary("iconv", .when(platforms: [.macOS]))]),
        .target(name: "EntenteMarkup", dependencies: ["CMarkup"], swiftSettings: settings),

        // Room for large graphs on the heap of the C library.
        .target(name: "CHeap"),

        .target(
            name: "EntenteModel",
            dependencies: [.product(name: "Yams", package: "Yams")],
            swiftSettings: settings),
        .target(name: "CMatrixProduct"),
        .target(
            name: "EntenteText",
            dependencies: [
                "CMatrixProduct", "EntenteMarkup", "EntenteModel", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Yams", package: "Yams"),
            ],
            resources: [.copy("Resources")],
            swiftSettings: settings),
        .target(
            name: "EntenteExtraction",
            dependencies: [
                "EntenteModel", "EntenteText", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Yams", package: "Yams"),
            ],
            resources: [.copy("Resources")],
            swiftSettings: settings),
        .target(name: "EntenteAnalysis", dependencies: ["EntenteModel"], swiftSettings: settings),
        .target(
            name: "EntenteStore",
            dependencies: [
                "EntenteModel", "EntenteText", "EntenteExtraction", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .target(
            name: "EntenteFormats", dependencies: ["EntenteMarkup", "EntenteModel", "EntenteText"],
            swiftSettings: settings),
        .target(
            name: "EntenteRendering",
            dependencies: [
                "EntenteModel", "EntenteText", "EntenteAnalysis", "EntenteFormats", "CGraphviz",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            resources: [.copy("Resources")],
            swiftSettings: settings),
        .systemLibrary(
            name: "CCommonMark", pkgConfig: commonMarkPkgConfig,
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"])]),
        .target(
            name: "EntenteReports",
            dependencies: [
                "EntenteModel", "EntenteAnalysis", "EntenteFormats", "EntenteRendering", "CCommonMark",
                .product(name: "Crypto", package: "swift-crypto"), .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings,
            linkerSettings: [
                .linkedLibrary(":libcmark-gfm-extensions.a", .when(platforms: [.linux])),
                .linkedLibrary(":libcmark-gfm.a", .when(platforms: [.linux])),
                .linkedLibrary("cmark-gfm-extensions", .when(platforms: [.macOS])),
                .linkedLibrary("cmark-gfm", .when(platforms: [.macOS])),
            ]),
        .target(
            name: "EntenteCommand",
            dependencies: [
                "CHeap",
                "EntenteModel", "EntenteText", "EntenteExtraction", "EntenteAnalysis", "EntenteStore", "EntenteFormats",
                "EntenteRendering", "EntenteReports",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "entente", dependencies: ["EntenteCommand"], swiftSettings: settings, linkerSettings: [carriesSwift]),
        .executableTarget(
            name: "entente-pandoc", dependencies: ["EntenteCommand"], swiftSettings: settings,
            linkerSettings: [carriesSwift]),
        .executableTarget(
            name: "train-language-model", dependencies: ["EntenteText"], path: "Sources/train-language-model",
            swiftSettings: settings),
        .executableTarget(
            name: "train-relation-model", dependencies: ["EntenteExtraction", "EntenteText"], swiftSettings: settings),
        .executableTarget(
            name: "DocumentsToMap",
            dependencies: ["EntenteText", "EntenteExtraction", "EntenteModel", "EntenteFormats", "EntenteRendering"],
            path: "Examples/DocumentsToMap", swiftSettings: settings),

        .executableTarget(
            name: "entente-benchmark",
            dependencies: ["EntenteAnalysis", "EntenteModel", "EntenteText", "EntenteExtraction", "EntenteStore"],
            path: "Benchmarks/EntenteBenchmark", swiftSettings: settings),

        .testTarget(name: "EntenteModelTests", dependencies: ["EntenteModel"], swiftSettings: settings),
        .testTarget(
            name: "EntenteTextTests", dependencies: ["CMatrixProduct", "EntenteModel", "EntenteText"],
            swiftSettings: settings),
        .testTarget(
            name: "EntenteExtractionTests",
            dependencies: [
                "EntenteExtraction", "EntenteModel", "EntenteText", .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "EntenteAnalysisTests", dependencies: ["EntenteAnalysis", "EntenteModel"],
            exclude: ["Reference", "Graphalytics"], swiftSettings: settings),
        .testTarget(
            name: "EntenteStoreTests",
            dependencies: [
                "EntenteStore", "EntenteModel", "EntenteText", "EntenteExtraction",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "EntenteFormatsTests", dependencies: ["EntenteFormats", "EntenteModel"], swiftSettings: settings),
        .testTarget(
            name: "EntenteRenderingTests",
            dependencies: ["EntenteRendering", "EntenteAnalysis", "EntenteModel", "EntenteFormats"],
            swiftSettings: settings),
        .testTarget(
            name: "EntenteReportsTests",
            dependencies: ["EntenteReports", "EntenteRendering", "EntenteAnalysis", "EntenteModel"],
            swiftSettings: settings),
        .testTarget(
            name: "EntenteExplorerTests",
            dependencies: ["EntenteRendering", "EntenteAnalysis", "EntenteModel", "EntenteFormats"],
            exclude: ["Looks"], swiftSettings: settings),
        .testTarget(
            name: "EntenteCommandTests", dependencies: ["EntenteCommand", "entente", "entente-pandoc"],
            swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
