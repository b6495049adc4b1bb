/**
 * Given names that are common in Sweden, of every origin, compiled here; not a register. A name that is left out is
 * still found where the words around it tell (`names.ts`).
 */
export const GIVEN_NAMES: ReadonlySet<string> = words(`
	adam adnan agneta agnes agneta ahmad ahmed aida aisha albert albin aleksandra alex alexander alexandra alfons alfred
	ali alice alicia alina alma alva amal amanda amelia amina amir amira amy anders andrea andreas anette angelica anita
	ann anna anneli annelie annette annika anton antonia aram arash arman arne arvid asta astrid august aurora axel aya
	azad barbro beata bengt benjamin bernt bertil betty bilal birger birgit birgitta birgitte bjarne björn bo boris bosse
	britt britta bruno calle camilla carin carina carl carolina caroline casper catharina cecilia celine charbel charles
	charlie charlotta charlotte chris christer christian christina christoffer christopher claes clara conny cornelia
	daniel daniela danijel dario dariusz darko david dejan dennis desirée diana dijana dilan dragan ebba edit edith
	edvin edward einar elena eleonora eli elias elif elin elina elis elisabet elisabeth elise elle ellen ellie ellinor
	elliot elma elmin elsa elsie elton elvira emelie emil emilia emilie emily emina emir emma emmanuel emre enis enzo
	erik erika erland ernst esmeralda ester eva evelina eyad fabian fadi fahad farah fares farid fatima fatuma felicia
	felix filip filippa fredric fredrik freja frida fritz gabriel gabriella gabrielle georg george gerd gerda gert
	ghassan goran greta gun gunborg gunilla gunnar gunnel gustaf gustav gösta göran hadi hadil hakim halima hamid hampus
	hamza hanan hanna hannah hannes hans harald harry hasan hassan hasse hedda hedvig heidi helen helena helene helga
	helge helmer henning henrik henry herman hilda hiba hilma hjalmar holger hugo huda hussein hussain håkan ibrahim ida
	idris igor ilyas iman ines inga inge ingeborg ingegerd ingela inger ingmar ingrid ingvar irene iris irma isa isabella
	isabelle isac isak ismael ismail ivan ivar jacob jakob jamal jamila jan jana janne jasmin jasmine jens jenny jessica
	jesper jimmie jimmy joakim joel johan johanna johannes john johnny jon jonas jonatan jonathan jonna jonny josef
	josefin josefina josefine joseph juan julia julian julius jusuf jörgen kaj kajsa kalle karim karin karina karl karolina
	kasper katarina katarzyna kenan kennet kenneth kent kerstin kevin khadija khaled khalid kia kim kjell klara klas
	konrad kristian kristin kristina kristoffer krister kristofer krzysztof kurt lage laila lamin larisa lars lasse laura
	leah leif leila lena lennart leo leon leonora liam lidia lillemor lilly lily lina linda line linn linnea linnéa linus
	lisa lisbeth liselott liselotte liv lo loke lotta louise lova love lovis lovisa lova lucas lucia ludvig luis lukas luka
	lykke maciej madeleine madelene magdalena magnus mahmoud mahmud mai maja majken malek malin malte malva manuel marcel marcin
	marcus margareta margaretha margot maria mariam mariana marianne marie marina marita marja mark markus marta martin
	martina maryam mathias mathilda matilda mattias max maximilian mehdi mehmet melissa melker melvin meron merjem mia
	michael michaela michal michelle mikael mikaela mila milan milena milo milla milton mimmi mina minna mio mira miran
	miranda miriam mirjam mirza mohamad mohamed mohammad mohammed mona monica monika morgan moa mostafa muhammed murat
	mustafa my märta nada nadia nadine nadja najib natalia natalie nathalie nellie nelly nermin niclas nicole nicolas
	nicklas niklas nikola nikolina nils nina noa noah noel nora nour nova ola olga oliver olivia olle olof omar orhan
	oscar oskar osman otto ove paula patricia patrik paul pauline pawel pelle per pernilla peter petra petter philip pia
	piotr pontus pär rafael rakel ralf ramin rana rania rasmus rebecca rebecka rebin reza richard rickard rikard rita
	robert robin roger roland rolf ronja ronny rosa roza ruben rune rut ruth sabina sabrina said saga salah saleh salma
	sam sami samir samira samuel sandra sanna santiago sara sarah saad sebastian selam selim selma semir senad serkan
	shirin sigge signe sigrid sigvard simon simone siri siv sixten slavica sofia sofie solveig sonja sophia stefan
	stella sten stig stina sture styrbjörn sune susanna susanne svante svea sven sylvia sören tage tanja tarek tariq
	tedros teodor teres teresa terese therese theo theodor thomas tilda tilde tim timo tina tindra tobias tomas tomasz
	tommy tony tor tora tord torbjörn tore torgny torsten tove truls tuva tyra tyrone ulf ulla ulrica ulrik ulrika urban
	uno ursula valter vanessa vanja vega vera veronica veronika vesna victor victoria vidar vide viggo viktor viktoria
	vilgot vilhelm ville vilma vilmer vincent viola viveca viveka vladimir wael walter wilhelm william wilma wille
	xerxes yahya yasin yasir yasmin yasmine ylva yonas younes yousef youssef yusuf yvonne zahra zainab zakaria zara
	zeinab zelda zeynep zlatan zoe zoran zuzanna åke åsa örjan östen abdi abdirahman abdullah abdulahi abdulrahman
	ayaan ayan hodan ifrah nasra sahra hibo fadumo faisal farhan liban guled mahad dahir samatar aden ismahan hawa
	selma senait yohannes biniam filmon samson rahwa luwam abel natnael eyob robel noor zahir nasir hussam mouna rami
	bashar nizar ayman anas mazen waleed walid ziad firas karam rima ranya layla lamis reem sahar shahd rozhin rojin
	berivan dilnaz sherko hiwa soran karwan baran deniz ebru elvan ferhat kemal özlem selin tolga ümit yilmaz zehra
	adisa almir amela armin azra belma dino edin elvis haris jasmina lejla mersiha nedim selmir suad agnieszka
	aleksander andrzej dorota ewa grzegorz iwona jacek joanna justyna kamil lukasz malgorzata mateusz pawel rafal
	slawomir tomek wojciech zbigniew aino eero eija heikki jaakko jarmo juha jukka jussi kari kirsi marko matti mika
	minna mikko päivi pekka pentti raija reijo riitta sanna seppo tapio timo tuula veikko ville maximus nicolae ionut
	mihai andrei vasile gheorghe florin marius ion mircea somchai nok supaporn thanh linh minh nguyen tuan li wei jing
	kimberly bianca saima farzana amina mahnaz nasrin parisa parvin roya shahram siamak babak behzad farhad hamed
	kamran kaveh mehran mina navid omid pouya reza saeed sina vahid danial arvin kian arian
`);

/** Names that are also words, months, places or brands: alone they say nothing. */
export const ALSO_WORDS: ReadonlySet<string> = words(`
	björn sten stig dag my kaj maj liv love lo saga nova vega sol ask falk örn varg ros rosa viola iris jan per bo tor
	tore tora max mark frank uno hans inge helge urban mina mio li wei ion penny lucia svea ville tage lage isa sam
	aden ruben rut line august juni juli noor nok tim minh sina sune vide viking stella aurora lova alma leo victoria
	florin kia leah nora maja charlie george karl ola roland mika are selam hiba paul alva abel loke elle konrad
	linda lina siri dino kari mehdi marina marius milan florin disa tuva
`);

/** Names that are words at the start of a sentence ("Inga nya bränder", "Klara åtgärder"), and nobody's but a person's within. */
export const WORDS_AT_START: ReadonlySet<string> = words(`
	inga klara sanna rita tina lena axel per bo stig linda lina ola sten björn tilde
`);

/** Surnames that say so by themselves; those that end in -sson need no list. */
export const SURNAMES: ReadonlySet<string> = words(`
	lindberg lindström lindqvist lindgren lindholm lundberg lundgren lundin lundqvist lundström sandberg sandström
	bergström bergqvist berglund bergman forsberg forslund holmberg holmgren holmqvist holmström hedlund hedström hedberg
	sjöberg sjögren sjöström söderberg söderström söderlund nyberg nyström nylund åberg åström öberg ekström ekman eklund
	ekberg engström engberg wallin wikström wiklund westerberg westerlund viklund norberg nordin nordström björk blom
	blomqvist blomberg hellström hansen larsen jensen olsen hagström dahlberg dahlgren dahlström fransén hermansson
	öhman ström strömberg isaksson abdi abdullah ahmed ahmad ali hassan hussein ibrahim khalil mohamed mohammed mohamud
	omar osman yusuf warsame farah haddad khoury nasser saleh younis kaya yilmaz demir celik aydin sahin öztürk hodzic
	kovacevic petrovic jovanovic nikolic ivanovic popovic markovic begovic kowalski nowak wisniewski kaminski lewandowski
	virtanen korhonen mäkinen nieminen mäkelä hämäläinen laine heikkinen nguyen tran pham rezaei ahmadi hosseini
	karimi mohammadi tesfay berhane haile gebremedhin tekle popescu ionescu
`);

function words(list: string): ReadonlySet<string> {
	return new Set(list.split(/\s+/).filter(Boolean));
}
