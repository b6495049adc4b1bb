/**
 * Excerpts of the public agreements, word for word with their own spelling; footnote marks are left out. What the
 * templates say must be found here.
 */

/** Lekebergs kommun and Lokalpolisområde Örebro, signed 2020-05-05. */
export const LEKEBERG_AGREEMENT = `
Samverkansöverenskommelse för åren 2020-2021

Lokalpolisområde Örebro garanterar tjänster:

- Områdespolis
- Kommunpolis

Lekebergs kommun garanterar tjänster:

- Samordnare för Lekebergs Brottsförebygganderåd (BRÅ).
- ANDT-samordnare och samordnare mot våldsbejakande extremism.

Beslutade samverkansformer

Lekebergs Brottsförebygganderåd (BRÅ)

Kommunstyrelsen är huvudman för verksamheten. BRÅ är en organiserad samverkan mellan kommunen och polisen. Uppdraget är att öka tryggheten och minska brottsligheten genom fördjupad samverkan. Uppföljning sker inom ramen för verksamheten.

BRÅ skall sammanträda fyra gånger per år. Rådet består av:

- Kommunstyrelsens ordförande
- Ordförande kultur- och bildningsnämnden
- Ordförande vård- och omsorgsnämnden
- Två representanter från oppositionen
- Kommundirektör
- Förvaltningschef kultur- och bildning
- Förvaltningschef vård- och omsorg
- Säkerhetsstrateg
- ANDT-samordnare
- Polisen

Polisen representeras av Lokalpolisområdeschef Örebro alt. Kommunpolis.

I linje med tidigare samverkansavtal har polisen tagit emot allmänheten i Lekebergs kommunhus två timmar i veckan. Verksamheten har pågått sedan mars 2019 och ska utvärderas i februari 2020 och med det kan också en revidering ske.

Polisen och kommunen förbinder sig att avsätta tid för upprättande av en gemensam lägesbild och samordning av arbetet mot lokala problembilder vid minst fyra tillfällen per år.

Uppföljning av avtalet skall ske oktober 2021 i samband med att nytt avtal skall påbörjas.

Deluppföljning ska genomföras i samband med varje BRÅ.
`;

/** The pledge; its table has tabs between activity, UTFÖRARE and ANSVARIG. */
export const LEKEBERG_PLEDGE = `
Medborgarlöfte Lekebergs kommun 2021-2022

Lanna badgruva förblir ett område som behöver samordnade åtgärder. Ett samarbete mellan polisen och kommunen har visat stor effekt. Ytterligare proaktivt arbete behövs för att även minska problem med bland annat nedskräpning och skadegörelse. Det gäller både Lanna badgruva och badplats Leken.

ANDT	UTFÖRARE	ANSVARIG
Polisen arbetar med riktade narkotikainsatser i Lekebergs kommun.	Polis	Polis
Kommunen samordnar sina resurser och verkar uppsökande mot riskgrupper. Det uppsökande och förebyggande arbetet ökas.	Kommun	Kommun
Polisen och kommunen utvecklar sin samverkan med relevanta aktörer i kommunen	Polis/kommun	Polis/kommun

Badplatser	UTFÖRARE	ANSVARIG
Kommunen har ett samordnande ansvar för det långsiktiga och kortsiktiga arbetet omkring Lanna badgruva och för vidare åtgärder runt badplatsen. Det innebär även att det finns förutsättningar för en trygg upplevelse för både badgäster och boende.	Kommun	Kommun

Samverkan		
Polisen och kommunen ska fortsätta att utveckla samverkansformerna samt den gemensamma lägesbilden.	Polis/Kommun	Polis/Kommun
Polisen ska löpande delta i samverkan med socialtjänst och skola.	Polis/kommun	Polis/Kommun
Polis och kommun samordnar insatser kring identifierade lokala problembilder.	Polis/ kommun	Polis/ kommun

Trafiksäkerhet		
Trafikkontroller genomförs med fokus på nykterhet och hastighet inom Lekebergs kommun.	Polis	Polis
Genomföra riktad insats med fokus på motorburen problematik.	Polis	Polis
Kommunen och polisen delar information om var trafikmiljön uppfattas som problematisk i lägesavstämningen och vidtar lämpliga åtgärder.	Kommun	Kommun

Tillgänglighet		
Polisen verkar i Lekebergs kommun minst två timmar per vecka för att arbeta med riktade insatser mot ovanstående områden.	Polis	Polis

Varje utförare upprättar en aktivitetsplan över året med löpande uppföljning.

Aktiviteter skall påbörjas januari 2021 och pågå till och med december 2022. Uppföljning sker månadsvis av parterna, samt i Lekebergs brottsförebyggande råd eller motsvarande.
`;

/** Örebro kommun and Lokalpolisområde Örebro, signed 2023-12-11. */
export const OREBRO_AGREEMENT = `
ÖREBRO

Diarienummer: KS 1382/2023

Lokalpolisområde Örebro

Diarienummer: A713.561/2023

Samverkansöverenskommelse 2024-2026

De resurser som garanteras från Lokalpolisområde Örebro är följande:

- Kommunpolis som samordnar EST, ANDTS, ÖreBrå, samt trygghetsmätningar.
- Områdespolisverksamhet.
- Samordnare och kontaktpersoner inom Sociala insatsgrupper (SIG).
- Lokal avhopparsamordnare.

- Samordnare och resurser för att genomföra call-in och custom notifications samt sanktioner inom GVI – Gruppvåldsintervention.
- Representant till styrgrupp till SIG och SSPF.
- Samordnare och operativa resurser för det gemensamma arbetet mot branscher med oseriösa aktörer

De resurser som Örebro kommun garanterar är följande:

- Utpekade tjänster som ansvarar för samordningen vad gäller arbetet med narkotika och doping, ÖreBRÅ, Sociala insatsgrupper, våldsbejakande extremism välfärdsbrottslighet, trygghetsmätningar och det övergripande brottsförebyggande arbetet.
- Brottsförebyggande operativ samordnare för EST.
- Fältassistenter med ett uppsökande områdesuppdrag.
- Samordnare för ordningsvakter.
- Ansvariga för platssamverkan i kommunens fem partnerskapsområden.
- Samordnare, och resurser för att genomföra call-in och custom notifications samt sanktioner och sociala insatser inom GVI – Gruppvåldsintervention.
- Samordnare för arbetet med lokal avhoppbarverksamhet.
- Representant till styrgrupp till SIG / SSPF
- Uttalade samordnare för arbetet med SSPF, en strukturerad samverkan med skola, socialtjänst, fritidsgårdar och polis.
- En samordnare för arbetet mot öppen narkotikahandling.
- Samordning för det gemensamma arbetet inom tillsyn av branscher med oseriösa aktörer

Örebro brottsförebyggande råd är en strategisk samverkan mellan förvaltningarna i Örebro kommun, polis, Örebro universitet, civila samhället och näringslivet i Örebro. Utsedda representanter skall ha beslutsmandat inom sin verksamhet. En verksamhetsplan beslutas kontinuerligt och följs upp inom ramen för verksamheten.

Arbetet samordnas och planeras av utsedda samordnare från polis och kommun.

Utifrån lokala problembilder och områdesanalyser har Örebro kommunorganisationen Partnerskap Örebro i områdena Vivalla/Baronbackarna, Varberga/Oxhagen och Brickebacken.

EST är en gemensam samverkansorganisation och metod för att varje vecka upprätta en samlad lägesbild och effektivt samordna det trygghetsskapande arbetet. EST syftar till att aktörerna ska arbeta kunskapsbaserat med lokala problembilder genom att prioritera och samordna resurser. EST är funktionsbaserad och parterna ansvarar för att upprätthålla förmågan att bedriva samarbetet varje vecka, året runt. Metoden följs upp enligt den handbok som beskriver EST-arbetet. Tertiäl- och årsanalyser genomförs och lokala problembilder lyfts ur och analyseras innan kunskapsbaserade åtgärder sätts in.

Trygghetsmätningar genomförs i Örebro kommun på årlig basis undersamverkansöverenskommelsens tidsperiod.

För att säkerställa samverkan, förmåga, utveckling och beslut att gemensamma operativa åtgärder genomförs ansvarar Lokalpolisområdeschef i Örebro och Trygghetsutskottets ordförande i Örebro kommun.

Uppföljning

Slutlig uppföljning av samverkansöverenskommelsen ska ske december 2025 i samband med att nytt avtal påbörjas. Del av uppföljning sker i november 2024. Revidering kan ske gemensamt vid behov. Ansvaret för uppföljning har kommunpolis och brottsförebyggare i Örebro kommun.
`;
