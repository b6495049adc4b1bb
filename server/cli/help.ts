import { TEMPLATES } from '../boards/templates/index.ts';
import { ROLE_KEYWORDS } from './role-keywords.ts';

export const HELP = `
Lägestavlan – skapa samverkan och bjud in, med servern stoppad

  npm run samverkan -- skapa --mall ${TEMPLATES[0]?.key} --administrator "Namn <adress@kommun.se>"
      Skapar en samverkan av en mall och skriver ut en engångslänk till den första administratören.
      Mallar: ${TEMPLATES.map(({ key }) => key).join(', ')}
      --namn       vad den ska heta på sidorna
      --kortnamn   vad den heter i adresser: små bokstäver a–z, siffror och bindestreck

  npm run samverkan -- skapa --kommun "Någon kommun" --lokalpolisomrade "Lokalpolisområde Något" --administrator …
      Skapar en tom samverkan med kategorier och lägesnivåer.

  npm run samverkan -- inbjudan --samverkan ${TEMPLATES[0]?.key} --till "Namn <adress@kommun.se>" --part "Någon kommun" --roll sammankallande
      Skriver ut en engångslänk. --roll kan upprepas: ${Object.keys(ROLE_KEYWORDS).join(', ')}
      --funktion   funktionen som personen ska bemanna

  npm run samverkan -- lista
      Visar alla samverkan i datamappen.

  npm run samverkan -- hjalp

Datamappen är data/ om inte DATA_DIR säger något annat. Länkarna börjar med ORIGIN.
`.trim();
