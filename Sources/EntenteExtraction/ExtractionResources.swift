import Crypto
public import EntenteModel
import EntenteText
import Foundation

extension Ontology {
    /// The ontology that ships with Entente.
    ///
    /// - Throws: `ExtractorError` where the data file is missing or faulty.
    public static func standard() throws(ExtractorError) -> Ontology { try ExtractionResources().ontology() }
}

/// The one door to the data files of extraction.
struct ExtractionResources {
    private let folder = ResourceDirectory(module: "EntenteExtraction")

    func ontology() throws(ExtractorError) -> Ontology {
        let text = try text("ontology.yaml")
        do throws(OntologyError) {
            return try Ontology(yaml: text)
        } catch {
            throw .ontology(error, file: "ontology.yaml")
        }
    }

    func gazetteer(ontology: Ontology) throws(ExtractorError) -> Gazetteer {
        var gazetteer = Gazetteer()
        for name in try names(in: "gazetteers", ending: ".tsv")
        where !["given-names.tsv", Self.leadersFile].contains(name) {
            let text = try text("gazetteers/\(name)")
            do throws(GazetteerError) {
                try gazetteer.read(text, file: name, ontology: ontology)
            } catch {
                throw .gazetteer(error)
            }
        }
        return gazetteer
    }

    private static let leadersFile = "leaders.tsv"

    /// Persons who are known by name, whom texts often call by surname alone.
    func leaders(ontology: Ontology) throws(ExtractorError) -> Gazetteer {
        var gazetteer = Gazetteer()
        let text = try text("gazetteers/\(Self.leadersFile)")
        do throws(GazetteerError) {
            try gazetteer.read(text, file: Self.leadersFile, ontology: ontology)
        } catch {
            throw .gazetteer(error)
        }
        return gazetteer
    }

    /// A hash of every data file: where it changes, documents are to be read again.
    func fingerprint(
        and gazetteers: [(file: String, text: String)], frames: [(file: String, text: String)] = []
    ) throws(ExtractorError) -> String {
        var hash = SHA256()
        hash.update(data: Data("1".utf8))
        var files = ["ontology.yaml"]
        for (folder, ending) in [("gazetteers", ".tsv"), ("lexicon", ".tsv"), ("frames", ".yaml")] {
            files += try names(in: folder, ending: ending).map { "\(folder)/\($0)" }
        }
        for file in files { hash.update(data: Data(try text(file).utf8)) }
        hash.update(data: Data(String(try pairModel().checksum, radix: 16).utf8))
        hash.update(data: Data(String(try antecedentModel().checksum, radix: 16).utf8))
        for gazetteer in gazetteers { hash.update(data: Data(gazetteer.text.utf8)) }
        for file in frames { hash.update(data: Data("\nframes\n\(file.text)".utf8)) }
        return hash.finalize().prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    func lexicon() throws(ExtractorError) -> Lexicon {
        let (titles, bodies, cues) = (
            try text("lexicon/titles.tsv"), try text("lexicon/bodies.tsv"), try text("lexicon/cues.tsv")
        )
        let names = try text("gazetteers/given-names.tsv")
        let leaderGenders = try text("lexicon/leader-genders.tsv")
        let terms = try text("lexicon/heads.tsv")
        let (nouns, classes) = (try text("lexicon/type-nouns.tsv"), try text("lexicon/word-classes.tsv"))
        let (heads, forms) = (try text("lexicon/type-heads.tsv"), try text("lexicon/verb-forms.tsv"))
        let (pronouns, descriptions) = (try text("lexicon/pronouns.tsv"), try text("lexicon/descriptions.tsv"))
        let ships = try text("lexicon/ship-prefixes.tsv")
        let (landBorders, memberships) = (try text("lexicon/land-borders.tsv"), try text("lexicon/memberships.tsv"))
        let tails = try text("lexicon/organization-tails.tsv")
        let (prefixes, descriptors) = (try text("lexicon/name-prefixes.tsv"), try text("lexicon/descriptors.tsv"))
        let (groups, stateForms) = (try text("lexicon/groups.tsv"), try text("lexicon/state-forms.tsv"))
        do throws(LexiconError) {
            var lexicon = Lexicon()
            try lexicon.readTitles(titles, file: "titles.tsv")
            try lexicon.readBodies(bodies, file: "bodies.tsv")
            try lexicon.readTypeNouns(nouns, file: "type-nouns.tsv")
            try lexicon.readPronouns(pronouns, file: "pronouns.tsv")
            try lexicon.readDescriptions(descriptions, file: "descriptions.tsv")
            try lexicon.readGroups(groups, file: "groups.tsv")
            try lexicon.readStateForms(stateForms, file: "state-forms.tsv")
            try lexicon.readLandBorders(landBorders, file: "land-borders.tsv")
            try lexicon.readMemberships(memberships, file: "memberships.tsv")
            try lexicon.readWordClasses(classes, file: "word-classes.tsv")
            try lexicon.readTypeHeads(heads, file: "type-heads.tsv")
            try lexicon.readNamePrefixes(prefixes, file: "name-prefixes.tsv")
            try lexicon.readOrganizationTails(tails, file: "organization-tails.tsv")
            try lexicon.readDescriptors(descriptors, file: "descriptors.tsv")
            try lexicon.readShipPrefixes(ships, file: "ship-prefixes.tsv")
            try lexicon.readVerbForms(forms, file: "verb-forms.tsv")
            try lexicon.readCues(cues, file: "cues.tsv")
            try lexicon.readGivenNames(names, file: "given-names.tsv")
            try lexicon.readLeaderGenders(leaderGenders, file: "leader-genders.tsv")
            try lexicon.readHeads(terms, file: "heads.tsv")
            return lexicon
        } catch {
            throw .lexicon(error)
        }
    }

    func frames(ontology: Ontology, lexicon: Lexicon) throws(ExtractorError) -> [FrameFamily] {
        let reader = FrameReader(ontology: ontology, wordClasses: lexicon.wordClasses)
        var families: [FrameFamily] = []
        for name in try names(in: "frames", ending: ".yaml") {
            let text = try text("frames/\(name)")
            do throws(FrameError) {
                families.append(try reader.read(text, file: name))
            } catch {
                throw .frames(error)
            }
        }
        return families
    }

    /// The network of pairs.
    func pairModel() throws(ExtractorError) -> PairModel {
        let url = try url(PairModel.fileName)
        do throws(LanguageModelError) {
            return try PairModel(url)
        } catch {
            throw .unreadable(file: url.path, reason: "\(error)")
        }
    }

    /// The weights of what pronouns and descriptions stand for.
    func antecedentModel() throws(ExtractorError) -> AntecedentModel {
        let url = try url(AntecedentModel.fileName)
        do throws(LanguageModelError) {
            return try AntecedentModel(url)
        } catch {
            throw .unreadable(file: url.path, reason: "\(error)")
        }
    }

    private func text(_ name: String) throws(ExtractorError) -> String {
        let url = try url(name)
        do {
            return try String(contentsOf: url, encoding: .utf8)
        } catch {
            throw .unreadable(file: url.path, reason: error.localizedDescription)
        }
    }

    private func url(_ name: String) throws(ExtractorError) -> URL {
        do throws(MissingResource) { return try folder.url(name) } catch { throw .missing(error) }
    }

    private func names(in folder: String, ending: String) throws(ExtractorError) -> [String] {
        let url = try url(folder)
        do {
            return try FileManager.default.contentsOfDirectory(atPath: url.path).filter { $0.hasSuffix(ending) }
                .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        } catch {
            throw .unreadable(file: url.path, reason: error.localizedDescription)
        }
    }
}
