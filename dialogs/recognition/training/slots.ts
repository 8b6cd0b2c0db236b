import { makePerson, type Person } from './people.ts';
import type { Random } from './random.ts';

/** What the values of one message have in common: who it is about and where they work. */
export interface Scene {
  readonly random: Random;
  readonly english: boolean;
  readonly domain: string;
  /** The recogniser is told the entity's domain. */
  readonly domainKnown: boolean;
  holder: Person | undefined;
  supervisor: Person | undefined;
}

const STEMS =
  'entidad unidad alcaldia municipio secretaria dependencia gobernacion instituto agencia ministerio catastro salud educacion finanzas planeacion territorio obras hacienda boyaca cauca tolima jalisco sonora puebla valle norte sur central movilidad cultura deporte personeria contraloria concejo registro archivo'.split(
    ' ',
  );
const TOPS = [
  'gov.co',
  'gov.co',
  'gov.co',
  'gob.mx',
  'gob.mx',
  'edu.co',
  'gob.pe',
  'gov',
  'mil.co',
  'org.co',
];
const PRIVATE =
  'gmail.com gmail.com gmail.com hotmail.com hotmail.com outlook.com yahoo.com yahoo.es yahoo.com.mx hotmail.es live.com outlook.es icloud.com live.com.mx proton.me prodigy.net.mx une.net.co'.split(
    ' ',
  );
const BOXES =
  'contratacion juridica notificaciones ventanilla atencion archivo tesoreria contacto correspondencia pqrs recepcion sistemas nomina almacen prensa despacho comunicaciones planeacion soporte practicante1 auxiliar2 transparencia oficialia buzon'.split(
    ' ',
  );

/** A scene for one message. */
export function newScene(random: Random, english: boolean): Scene {
  const domainKnown = random.chance(0.2);
  const plain = domainKnown && random.chance(0.5);
  const stem = random.pick(STEMS) + (random.chance(0.25) ? `-${random.pick(STEMS)}` : '');
  const domain = plain ? `${stem}.example` : `${stem}.${random.pick(TOPS)}`;
  return { random, english, domain, domainKnown, holder: undefined, supervisor: undefined };
}

const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, (_, index) => (index === 0 ? 1 + random.below(9) : random.below(10))).join(
    '',
  );

const letters = (random: Random, count: number): string =>
  Array.from({ length: count }, () => String.fromCharCode(65 + random.below(26))).join('');

const holderOf = (scene: Scene): Person => {
  scene.holder ??= makePerson(scene.random, scene.english);
  return scene.holder;
};
const supervisorOf = (scene: Scene): Person => {
  scene.supervisor ??= makePerson(scene.random, scene.english);
  return scene.supervisor;
};

function dotted(text: string, separator: string): string {
  return text.replace(/\B(?=(\d{3})+(?!\d))/g, separator);
}

function nationalId({ random }: Scene): string {
  if (random.chance(0.14)) {
    const born = `${60 + random.below(40)}${`${1 + random.below(12)}`.padStart(2, '0')}${`${1 + random.below(28)}`.padStart(2, '0')}`;
    const head = letters(random, 4) + born;
    return random.chance(0.5)
      ? `${head}${random.pick(['H', 'M'])}${letters(random, 5)}0${random.below(10)}`
      : `${head}${letters(random, 2)}${random.below(10)}`;
  }
  const plain = digits(random, random.pick([7, 8, 8, 8, 10, 10, 10]));
  return random.pick([
    plain,
    plain,
    dotted(plain, '.'),
    dotted(plain, '.'),
    dotted(plain, '.'),
    dotted(plain, ' '),
    dotted(plain, ','),
  ]);
}

function phone({ random, english }: Scene): string {
  const mobile = `3${digits(random, 9)}`;
  const [a, b, c] = [mobile.slice(0, 3), mobile.slice(3, 6), mobile.slice(6)];
  if (english && random.chance(0.5))
    return random.pick([`${a}-${b}-${c}`, `(${a}) ${b}-${c}`, `+1 ${a} ${b} ${c}`, `+1 (${a}) ${b}-${c}`]);
  const land = `${random.pick(['601', '602', '604', '667', '55', '33', '81'])}${digits(random, 7)}`;
  return random.pick([
    mobile,
    mobile,
    mobile,
    `${a} ${b} ${c}`,
    `${a} ${b} ${c}`,
    `${a}-${b}-${c}`,
    `${a} ${b} ${c.slice(0, 2)} ${c.slice(2)}`,
    `+57 ${a} ${b} ${c}`,
    `+57${mobile}`,
    `+52 ${digits(random, 3)} ${digits(random, 3)} ${digits(random, 4)}`,
    `${digits(random, 2)} ${digits(random, 4)} ${digits(random, 4)}`,
    `${digits(random, 3)} ${digits(random, 3)} ${digits(random, 4)}`,
    `${a} ${mobile.slice(3)}`,
    `(${land.slice(0, 3)}) ${land.slice(3)}`,
    land,
  ]);
}

function contract({ random }: Scene): string {
  const number = random.pick([
    digits(random, 3),
    `0${digits(random, 2)}`,
    digits(random, 4),
    digits(random, 2),
    `00${digits(random, 1)}`,
  ]);
  const year = random.pick(['2026', '2026', '2026', '2025', '2027']);
  const lead = random.pick(['CPS', 'CPS', 'OPS', 'CD', 'PS', 'CO', 'SG', 'CTO', 'H', 'OP', 'CI', 'CPSP']);
  return random.pick([
    `${lead}-${number}-${year}`,
    `${lead}-${number}-${year}`,
    `${lead}-${number}-${year}`,
    `${lead.toLowerCase()}-${number}-${year}`,
    `${number}-${year}`,
    `${number} de ${year}`,
    `${number} de ${year}`,
    `${number}/${year}`,
    `${number} del ${year}`,
  ]);
}

function oficio({ random }: Scene): string {
  const number = digits(random, random.pick([2, 3, 4]));
  const lead = letters(random, 2 + random.below(3));
  const year = random.pick(['2026', '2026', '2025', '2027']);
  return random.pick([
    `${lead}-${number}-${year}`,
    `${lead}-${number}-${year}`,
    `${lead}/${number}/${year}`,
    `${lead}/${number}/${year}`,
    `${lead}-${letters(random, 2)}-${number}-${year}`,
    `${lead}-${letters(random, 2)}/${number}/${year}`,
    `${year}-${letters(random, 2)}-${number}`,
    `${lead}-0${number}-${year}`,
    `${year}${digits(random, 7)}`,
    `${lead}.${number}`.replace('.', '-'),
    `${lead}-${number}/${year}`,
  ]);
}

function mesa({ random }: Scene): string {
  const number = random.pick([
    digits(random, 3).padStart(6, '0'),
    digits(random, 3).padStart(6, '0'),
    digits(random, 4).padStart(6, '0'),
    digits(random, 2),
    digits(random, 3),
  ]);
  const year = random.pick(['2026', '2026', '2026', '2027']);
  return random.pick([
    `MS-${year}-${number}`,
    `MS-${year}-${number}`,
    `MS-${year}-${number}`,
    `MS-${year}-${number}`,
    `ms-${year}-${number}`,
    `ms ${year} ${number}`,
    `MS ${year} ${number}`,
    `ms/${year}/${number}`,
    `ms_${year}_${number}`,
    `MS${year}-${number}`,
    `MS - ${year} - ${number}`,
    `ms${year}${number}`,
  ]);
}

const bareCase = ({ random }: Scene): string =>
  random.pick([
    digits(random, 1),
    digits(random, 2),
    digits(random, 2),
    digits(random, 3),
    digits(random, 3),
    digits(random, 4),
    `000${digits(random, 3)}`,
    `2026-${digits(random, 3)}`,
    `00${digits(random, 2)}`,
  ]);

function address(scene: Scene, local: string): string {
  const { random } = scene;
  const text = `${local}@${random.chance(0.04) ? 'operador.' : ''}${scene.domain}`;
  if (random.chance(0.05)) return text.toUpperCase();
  return random.chance(0.06) ? text.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()) : text;
}

/** The values that are made rather than written in a grammar. */
export const SLOTS: Readonly<Record<string, (scene: Scene) => string>> = {
  holder: (scene) => holderOf(scene).name,
  given: (scene) => holderOf(scene).name.split(' ')[0] ?? '',
  supervisorPerson: (scene) => supervisorOf(scene).name,
  other: (scene) => makePerson(scene.random, scene.english).name,
  holderMail: (scene) =>
    address(scene, scene.random.chance(0.12) ? scene.random.pick(BOXES) : holderOf(scene).local),
  boxMail: (scene) => address(scene, scene.random.pick(BOXES)),
  otherMail: (scene) => address(scene, makePerson(scene.random, scene.english).local),
  supervisorMail: (scene) => address(scene, supervisorOf(scene).local),
  privateMail: (scene) => {
    const { random } = scene;
    const local = random.chance(0.6) ? holderOf(scene).local : makePerson(random, scene.english).local;
    const domain =
      scene.domainKnown && random.chance(0.5)
        ? `correo.${random.pick(['example', 'net', 'com'])}`
        : random.pick(PRIVATE);
    return `${local}${random.chance(0.3) ? digits(random, 2) : ''}@${domain}`;
  },
  spamMail: ({ random }) =>
    `${random.pick(['soporte', 'seguridad', 'premios', 'alertas', 'admin', 'factura'])}@${random.pick(['micros0ft', 'banc0', 'secure-login', 'dian-gob', 'envios24'])}.${random.pick(['com', 'net', 'xyz', 'info'])}`,
  nationalId,
  phone,
  ext: ({ random }) => digits(random, random.pick([3, 4, 4, 4])),
  contract,
  oficio,
  mesa,
  bareCase,
  small: ({ random }) => String(2 + random.below(70)),
  day: ({ random }) => String(1 + random.below(31)),
  day2: ({ random }) => String(1 + random.below(31)).padStart(2, '0'),
  month2: ({ random }) => String(1 + random.below(12)).padStart(2, '0'),
  operatorName: ({ random }) =>
    `${random.pick(['Soluciones', 'Enlace', 'Redes', 'Consorcio', 'Logística', 'Servicios', 'Unión Temporal', 'Nexo', 'Grupo', 'Data', 'Conexión'])} ${random.pick(['del Sur', 'Andina', 'Pacífico', 'Integral', 'Norte', 'Digital', 'Caribe', 'Global', 'Valle', 'Centro'])}`,
};
