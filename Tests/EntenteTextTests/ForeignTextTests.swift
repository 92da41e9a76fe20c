import Testing

@testable import EntenteText

@Suite struct ForeignTextTests {
    private static let analyzer = Result { try Analyzer() }

    private func seemsForeign(_ text: String) throws -> Bool {
        let analyzer = try Self.analyzer.get()
        return analyzer.seemsForeign(analyzer.sentences(of: text, in: [0..<text.utf8.count]))
    }

    @Test(arguments: [
        "El presidente de Venezuela se reunió con su homólogo de Guyana en Brasilia.",
        "Le ministre français a rencontré son homologue malien dans la capitale.",
        "Der Minister ist nicht nach Wien gereist.",
        "O presidente do Brasil não foi ao encontro.",
        "Il presidente della Repubblica non è andato a Roma con il ministro.",
        "Cumhurbaşkanı, bu konuda çok kararlı olduğunu ve görüşmelerin devam edeceğini söyledi.",
        "Президент Казахстана провёл переговоры с министром иностранных дел России в Астане и обсудил границу.",
    ])
    func aTextInAnotherLanguageIsToldEvenWhenItIsShort(text: String) throws {
        #expect(try seemsForeign(text))
    }

    @Test(arguments: [
        "Mali and Niger met in Burkina Faso.",
        "Rebels attack army post, killing dozens",
        "Luiz Inácio Lula da Silva met Gustavo Petro in Letícia.",
        "The daily El País and the magazine Der Spiegel reported on the talks in La Paz.",
        "Kenya, Uganda, Tanzania", "",
    ])
    func englishWithForeignNamesIsEnglish(text: String) throws {
        #expect(try !seemsForeign(text))
    }
}
