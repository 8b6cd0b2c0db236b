/** Words of dates in Spanish and English, folded (no accents, lower case). */

const months = (rows: readonly string[]): ReadonlyMap<string, number> =>
  new Map(rows.flatMap((row, index) => row.split(' ').map((word) => [word, index + 1] as const)));

export const MONTHS = months([
  'enero ene january jan',
  'febrero feb february',
  'marzo mar march',
  'abril abr april apr',
  'mayo may',
  'junio jun june',
  'julio jul july',
  'agosto ago august aug',
  'septiembre setiembre sept sep set september',
  'octubre oct october',
  'noviembre nov november novimbre noviembe nobiembre',
  'diciembre dic december dec dicimbre diciembe disiembre',
]);

/** Month words that are never anything else, so that they may stand without a day. */
export const PLAIN_MONTHS: ReadonlySet<string> = new Set(
  [...MONTHS.keys()].filter((word) => word.length > 3 && word !== 'march' && word !== 'sept'),
);

/** 0 is Sunday. */
export const WEEKDAYS: ReadonlyMap<string, number> = new Map(
  [
    'domingo sunday sun',
    'lunes monday mon',
    'martes tuesday tue tues',
    'miercoles wednesday wed',
    'jueves thursday thu thurs',
    'viernes friday fri biernes',
    'sabado saturday',
  ].flatMap((row, index) => row.split(' ').map((word) => [word, index] as const)),
);

const UNITS =
  'uno,dos,tres,cuatro,cinco,seis,siete,ocho,nueve,diez,once,doce,trece,catorce,quince,dieciseis,diecisiete,dieciocho,diecinueve,veinte,veintiuno,veintidos,veintitres,veinticuatro,veinticinco,veintiseis,veintisiete,veintiocho,veintinueve,treinta'.split(
    ',',
  );
const ENGLISH = 'one,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve'.split(',');
const ORDINALS =
  'first,second,third,fourth,fifth,sixth,seventh,eighth,ninth,tenth,eleventh,twelfth,thirteenth,fourteenth,fifteenth'.split(
    ',',
  );

/** Numbers written in words, 1 to 30; "un" and "una" count, as does "primero". */
export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map([
  ...UNITS.map((word, index) => [word, index + 1] as const),
  ...ENGLISH.map((word, index) => [word, index + 1] as const),
  ...ORDINALS.map((word, index) => [word, index + 1] as const),
  ['un', 1],
  ['una', 1],
  ['a', 1],
  ['an', 1],
  ['primero', 1],
  ['primer', 1],
  ['veintiun', 21],
  ['thirty', 30],
  ['twenty', 20],
]);

/** Numbers in words that may be a day of the month where no "de <month>" follows at once. */
export const DAY_WORDS: ReadonlyMap<string, number> = new Map(
  [...NUMBER_WORDS].filter(([word]) => !['un', 'una', 'a', 'an', 'primer'].includes(word)),
);
