// SPDX-License-Identifier: EUPL-1.2

/// The words around names of persons, and around what is called after persons.
extension TextWords {
  /// What may stand between a first name and a surname.
  static let prefixes = words(
    """
    van de der den ten ter te het op in von vd el al la le di da dos du bin ben aan uit onder over vande vander
    """)
  static let titles = words(
    """
    dhr mevr mevrouw mw meneer hr mej mejuffrouw mijnheer mvr dhrn juffrouw juf
    """)
  /// Families of plants have names too.
  static let families = words("fam familie weduwe wed echtpaar")
  /// `heer` is one behind `de`; there are villages that begin so.
  static let lords = ["heer", "heren"]
  static let degrees = words("drs ir ing mr dr prof mrs ds dokter")

  /// Persons by what they do or whose they are, and how letters begin and end.
  static let cues = words(
    """
    namens collega buurman buurvrouw buurmeisje buurjongen overbuurman overbuurvrouw melder meldster klager
    klaagster bewoner bewoonster cliënt cliënte client clientnaam patiënt patiënte aanvrager aanvraagster
    contactpersoon behandelaar behandelend medewerker medewerkster mantelzorger bewindvoerder wethouder
    burgemeester inspecteur agent zoon dochter kleinzoon kleindochter broer broertje zus zusje moeder vader oma
    opa tante oom echtgenoot echtgenote partner vriend vriendin meester leraar lerares leerling docent docente
    huisarts wijkagent jongen meisje stagiair stagiaire wijkverpleegkundige naam genaamd heet heette
    ondergetekende getekend ondertekend eigenaar eigenares eigenaresse huurder huurster verhuurder baliemedewerker
    begeleider begeleidster voogd ex-man neef nicht beste geachte hallo hoi dag lieve groet groeten groetjes mvg gr
    hoogachtend tav attn afzender ouder verzorger kind consulent consulente coach coördinator directeur
    directrice teamleider zaakwaarnemer gemachtigde rechthebbende advocaat notaris ambtenaar boa verpleegkundige
    vrijwilliger vrijwilligster adviseur adviseuse monteur chauffeur secretaris voorzitter penningmeester
    raadslid getuige aanwezig aanwezigen afwezig deelnemers betreft inzake ingelogd gebruiker account login verdachte slachtoffer man vrouw zorgmedewerker opzichter conciërge ondertekenaar
    """)
  static let near = words(
    """
    tussen heb hebben u met door van aan voor bij volgens tegen dat heeft had belde belt gebeld sprak spreekt vroeg vraagt mailde zegt
    zei ben was is wil wilde vindt krijgt kreeg gaf geeft stuurde schreef schrijft meldde meldt terugbellen
    contacteren informeren uitnodigen bellen bedankt dank door contact als omdat toen terwijl dus kan moet
    """)
  static let says = words(
    """
    belt belde mailt mailde schrijft schreef vraagt vroeg zegt zei meldt meldde klaagt klaagde woont woonde vertelt
    vertelde verzoekt verzocht laat liet stelt weigert weigerde bedankt bedankte reageert reageerde verklaart
    verklaarde tekende ondertekende ontving stuurde stuurt wacht verhuist overleed betaalt betaalde gaat
    kwam komt sprak spreekt wenst wenste dient diende denkt dacht hoorde zag zoekt zocht vindt vond
    wilde wil verscheen tekent lijdt trouwt trouwde solliciteerde solliciteert hoopt ontkent bevestigde
    bevestigt appte appt antwoordde antwoordt
    """)
  static let helping = words("heeft had is was kan mag moet zal hebben zijn")
  static let done = words(
    """
    gebeld gemaild gevraagd gemeld geklaagd gesproken aangegeven verzocht langsgeweest langsgekomen overleden
    verhuisd betaald getekend ondertekend ingediend terugbellen teruggebeld gereageerd geschreven bezocht laten
    ontvangen verklaard aangevraagd gestuurd bevestigd gehuwd getrouwd gescheiden geboren weggegaan boos ziek
    tevreden akkoord afwezig aanwezig bereikbaar langs gebracht geholpen verteld gezegd opgehaald geïnformeerd
    """)
  static let joining = ["en", "of"]
  /// Beside one of these a capital is that of an organisation, a law or a thing.
  static let bodies = words(
    """
    gemeente gemeenten provincie ministerie dienst bureau stichting vereniging bv nv vof cv school basisschool bs obs cbs kbs rkbs ikc sbo vso basissch
    montessorischool montessorisch jenaplanschool jenaplansch daltonschool dalton zorgverlening thuiszorg fysiotherapie tandarts kapper kapsalon
    college lyceum scholengemeenschap gymnasium kindcentrum kinderopvang peuterspeelzaal universiteit hogeschool academie
    instituut kerk parochie moskee museum theater bibliotheek ziekenhuis kliniek zorggroep zorgcentrum huisartsenpraktijk
    praktijk apotheek tandartspraktijk hotel café cafe restaurant eetcafé cafetaria snackbar pizzeria bakkerij slagerij winkel
    supermarkt firma bedrijf bedrijven bouwbedrijf aannemersbedrijf installatiebedrijf loonbedrijf garage autobedrijf bouw
    transport holding beheer groep group advies adviesbureau advocaten notarissen makelaars makelaardij makelaar accountants
    bank fonds verzekeringen zonen zn gebroeders gebr commissie raad rechtbank hof kamer partij fractie wet besluit verordening
    regeling nota park bos brug sluis haven station stadion sporthal sportpark zwembad zwemvereniging voetbalvereniging
    club centrum plein straat laan weg kade markt wijk buurt polder kanaal rivier meer eiland dorp stad plan project
    programma systeem loket afdeling team unit teamleiding directie wijkteam woningcorporatie woningstichting corporatie
    woningbouw politie brandweer waterschap omgevingsdienst veiligheidsregio ggd ggz belastingdienst rijkswaterstaat
    kasteel huize villa landgoed boerderij molen camping vakantiepark manege kwekerij tuincentrum hoveniersbedrijf
    drukkerij uitgeverij krant televisie radio festival prijs ziekte syndroom methode formulier
    services solutions international nederland europe holland media design consultancy trading
    """)
  /// Companies, apps, cars and rivers of which texts speak most.
  static let brands = words(
    """
    action hema blokker jumbo lidl aldi kruidvat etos ikea gamma praxis ziggo kpn vodafone liander vitens enexis stedin essent
    eneco vattenfall nuon philips google microsoft facebook whatsapp instagram youtube twitter linkedin teams outlook word excel
    digid uwv svb rdw cak ciz vng prorail arriva qbuzz connexxion transdev schiphol tesla volkswagen opel ford toyota
    peugeot renault citroën audi bmw mercedes skoda fiat kia hyundai volvo gazelle batavus postnl dhl rabobank abn amro triodos achmea
    menzis vgz maas rijn waal amstel ijssel schelde eem linge dommel merwede veluwe waddenzee noordzee ijsselmeer leger
    groene rode blauwe zwarte witte gele grote kleine oude nieuwe hoge lage
    """)
  /// Words that begin sentences, before a verb, and are nobody's name.
  static let openers = words(
    """
    de het een er hier daar dit dat deze die wie wat waar wanneer waarom hoe welke ik jij je hij zij ze wij we jullie men u
    iemand niemand iedereen alles niets vandaag gisteren morgen vanmorgen vanochtend vanmiddag vanavond eergisteren
    overmorgen nu toen dan daarna daarom daarbij daardoor hierdoor hierbij vervolgens inmiddels intussen ondertussen
    tevens ook bovendien echter helaas gelukkig soms vaak altijd nooit meestal zelfs verder anders eerst later eerder
    dus want maar en of als omdat hoewel zodra zodat voordat nadat terwijl sinds sindsdien volgens wegens ondanks
    melder meldster klager bewoner bewoners buurman buurvrouw buren klant klanten cliënt cliënte patiënt aanvrager aannemer
    verhuurder huurder huurders eigenaar eigenaren ouder ouders moeder vader zoon dochter partner collega medewerker
    medewerkster leerling leerlingen student docent kind kinderen man vrouw mevrouw meneer burger burgers inwoner inwoners
    ondernemer leverancier monteur notaris makelaar advocaat huisarts arts dokter politie gemeente brandweer school
    betrokkene belanghebbende verzoeker indiener aanvraagster inspecteur agent wethouder burgemeester
    onderhoud advies onderzoek bezwaar klacht melding aanvraag vergunning besluit brief rapport verslag overleg afspraak
    niet wel geen veel weinig alle sommige enkele beide elke ieder iedere ander andere volgende vorige afgelopen
    mijn uw zijn haar ons onze hun jouw helaas graag bedankt dank beste geachte hallo goedemorgen goedemiddag
    kerstmis oud nieuw sinterklaas zuid noord oost west januari februari maart april mei juni juli augustus september oktober november december maandag dinsdag woensdag
    donderdag vrijdag zaterdag zondag voorjaar zomer herfst winter kerst pasen pinksteren koningsdag
    boom bomen straat lantaarnpaal hond kat auto fiets water verlichting container afval gevaar overlast
    kunt kun kan wil wilt zou zal heeft heb is was waren wordt worden laat laten geef gaat ga kom komt
    """)

  private static func words(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
  }
}
