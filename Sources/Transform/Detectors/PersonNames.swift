// SPDX-License-Identifier: EUPL-1.2

/// Some of the names that are borne most in the Netherlands.
///
/// They were written down from general knowledge for this program, and copied from no list: most people
/// have other names, which is why headers and titles count first. See docs/adr/0014.
enum PersonNames {
  static let first = words(
    """
    jan johannes johanna maria anna pieter piet peter kees cornelis hendrik henk willem wim gerrit
    jacob jaap klaas dirk theo theodorus antonius anton toon frans franciscus joseph jozef martinus
    martin marten maarten adrianus arie ad petrus paulus paul nicolaas nico lambertus bert hubertus
    gerardus gerard gerda bernard ben leonardus leo jeroen jeroentje mark marc erik eric bas sander
    daan sem lucas luuk luca levi finn noah milan bram thijs jesse thomas tim tom lars ruben stijn
    max sven niels mike kevin dennis rick rik robin rob robert ronald ruud rutger rogier roel robbert
    jasper joost joris jurgen jelle sjoerd wouter wessel wietske fenna femke sanne lisa laura emma
    julia mila tess sophie sofie zoe eva saar lotte noor nora yara fleur isa anne anneke annie
    annemarie ans els elisabeth elly ellen els esther eline ilse inge ingrid irene janneke jannie
    jolanda josephine judith karin kim linda lies liesbeth lieke marieke marijke marja marjan marloes
    margriet mariska marleen mirjam miriam monique nicole nienke petra ria rianne saskia silvia
    sylvia simone sonja suzanne tineke trudy truus thea wendy wilma wilhelmina willemijn yvonne
    yvette bianca brigitte carla caroline catharina chantal christina corrie cor daphne diana
    dorien manon melissa mohamed mohammed mohammad ahmed ali fatima fatma mustafa mehmet yusuf
    youssef hassan hussein ibrahim omar khadija aisha amina rachid said samir karim murat emre
    ayse zeynep elif willemien hendrika hendrikus geertruida geert gijs guus hans harm harry hein
    herman hugo ivo jos joop sjaak siem simon stefan steven rens rinus rien roy teun ton tonny
    twan vincent victor wiebe ytsje ypke ype tjeerd siebe jitske hylke douwe bauke auke aukje
    zoë daniël andré rené renée noël noëlle esmée chloé josé françois anouk zoé rachèl
    """)

  static let last = words(
    """
    jansen janssen jong vries berg dijk bakker visser smit meijer meyer mulder groot bos vos peters
    hendriks leeuwen dekker brouwer wit dijkstra smits graaf meer linden kok jacobs haan vermeulen
    heuvel veen broek bruijn bruin schouten beek willems vliet hoekstra koster prins huisman
    peeters kuipers kuiper veenstra kuijpers post ven hermans gerritsen bosch boer loon martens
    brink jonge groen vink martin jonker evers koning blom timmermans molenaar verhoeven velde
    kramer bosma driessen wal sanders dam bouwman wouters mol maas postma scholten hoek wolters
    bergh verbeek willemsen bosman gerrits haas boom pol rooij wijk ruiter laan bruggen jager
    hofman vermeer hoeven hout hendriksen huizen schipper peer zanten valk keizer hermsen
    aalbers kooij zwart vonk pieters pietersen dongen sluis hulst stam bekker nijhuis mulders
    heijden heijde heide linde wijngaarden doorn oosten noort ooms verhagen goossens roos
    aarts lange jongh hoogendoorn kroon kranendonk klein kleijn kuijper kolk peerenboom rietveld
    wiersma zijlstra sikkema terpstra boersma faber wagenaar wagner werf werff schaik essen geest
    berends beekman zeeuw zoon groothuis grootenhuis admiraal claassen claassens cornelissen
    dirksen everts franken franssen gerritse harmsen heijmans hendrikse hoogland huijbers jaspers
    joosten klaassen klaasen kamp kort koopman koopmans lammers leenders luijten maassen mathijssen
    meulen nijland oomen otten pauw poel pronk reijnders rijn roelofs romijn schoenmaker simons
    slot snel spijker stevens straten swart teunissen thijssen tromp veer veldhuis veldman
    verheul vermeij versteeg verweij vos weijers wesselink westra wilde wijnen yilmaz ozdemir
    kaya demir celik sahin yildiz ozturk aydin arslan mohammadi hassan chen wong singh nguyen
    özdemir öztürk daniëls müller groën citroën gonçalves çelik schäfer
    """)

  private static func words(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
  }
}
