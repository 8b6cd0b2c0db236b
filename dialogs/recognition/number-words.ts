/** Numbers in words, folded: a telephone or an id that was dictated is made of them. "un", "una" and "a" are articles. */
export const NUMBER_WORDS: ReadonlySet<string> = new Set(
  `cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete
  dieciocho diecinueve veinte veintiuno veintiun veintiuna veintidos veintitres veinticuatro veinticinco veintiseis
  veintisiete veintiocho veintinueve treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento
  doscientos doscientas trescientos trescientas cuatrocientos cuatrocientas quinientos quinientas seiscientos
  seiscientas setecientos setecientas ochocientos ochocientas novecientos novecientas mil millon millones
  zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
  eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million`.split(
    /\s+/,
  ),
);
