import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  foldName,
  nameMatches,
  nameWords,
  splitSpanishName,
  titleCaseName,
} from '../../services/domain/names.ts';

describe('a name is compared without accents, case, ñ or apostrophes', () => {
  test.each([
    ['Laura Inés ÑUNGO  Pérez', 'laura ines nungo perez'],
    ['José Güiza', 'jose guiza'],
    ["D'Angelo O’Brien", 'dangelo obrien'],
    ['Łukasz Straße Søren', 'lukasz strasse soren'],
    ['Nun\u0303ez', 'nunez'],
    ['Иван', 'иван'],
    ['   ', ''],
  ])('%s', (typed, folded) => {
    expect(foldName(typed)).toBe(folded);
  });

  test('words part at blanks, hyphens, dots and signs', () => {
    expect(nameWords('Ana-María  de la Peña (OPS) 👋')).toEqual(['ana', 'maria', 'de', 'la', 'pena', 'ops']);
    expect(nameWords('juan.delacruz2')).toEqual(['juan', 'delacruz2']);
    expect(nameWords('👋')).toEqual([]);
  });
});

describe('loosely typed words match a person', () => {
  const person = nameWords('Andrés Felipe Peña Niño');
  const cruz = [...nameWords('Juan Pablo De la Cruz Muñoz'), 'delacruz'];
  test.each([
    ['andres pena', person, true],
    ['PEÑA NIÑO Andrés', person, true],
    ['andres pen', person, true],
    ['and pena', person, false],
    ['andres rojas', person, false],
    ['de la', cruz, false],
    ['juan de la cruz', cruz, true],
    ['juan delacruz', cruz, true],
    ['', person, false],
  ])('%s', (typed, words, matches) => {
    expect(nameMatches(nameWords(typed), words)).toBe(matches);
  });
});

describe('a name gets its capitals', () => {
  test.each([
    ['laura inés ñungo pérez', 'Laura Inés Ñungo Pérez'],
    ['JUAN DE LA CRUZ', 'Juan de la Cruz'],
    ['de la cruz juan', 'De la Cruz Juan'],
    ['josé ortega y gasset', 'José Ortega y Gasset'],
    ['Juan Pablo De la Cruz Muñoz', 'Juan Pablo De la Cruz Muñoz'],
    ['Ronald McAllister', 'Ronald McAllister'],
    ["ana-maría o'brien", "Ana-María O'Brien"],
    ['Camila ROJAS peña', 'Camila Rojas Peña'],
    ['  ana   ruiz ', 'Ana Ruiz'],
  ])('%s', (typed, written) => {
    expect(titleCaseName(typed)).toBe(written);
  });

  test('doing it again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = titleCaseName(text);
        expect(titleCaseName(once)).toBe(once);
      }),
    );
  });
});

describe('a full name is split into given names and surnames', () => {
  test.each([
    ['Laura Inés Ñungo Pérez', 'Laura Inés', 'Ñungo Pérez', ['Ñungo', 'Pérez']],
    ['Camila Rojas Peña', 'Camila', 'Rojas Peña', ['Rojas', 'Peña']],
    ['Sofía Ibáñez León', 'Sofía', 'Ibáñez León', ['Ibáñez', 'León']],
    ['Luisa Fernanda Torres', 'Luisa Fernanda', 'Torres', ['Torres']],
    ['Miguel Ángel Pérez', 'Miguel Ángel', 'Pérez', ['Pérez']],
    ['Juan Pablo De la Cruz Muñoz', 'Juan Pablo', 'De la Cruz Muñoz', ['De la Cruz', 'Muñoz']],
    ['juan pablo de la cruz muñoz', 'Juan Pablo', 'De la Cruz Muñoz', ['De la Cruz', 'Muñoz']],
    ['Rosa del Río Gómez', 'Rosa', 'Del Río Gómez', ['Del Río', 'Gómez']],
    ['Juan San Martín López', 'Juan', 'San Martín López', ['San Martín', 'López']],
    ['María del Carmen Rojas Peña', 'María del Carmen', 'Rojas Peña', ['Rojas', 'Peña']],
    ['Piedad del Socorro Angarita', 'Piedad del Socorro', 'Angarita', ['Angarita']],
    ['Ana María José Peña Niño', 'Ana María José', 'Peña Niño', ['Peña', 'Niño']],
    ['José Ortega y Gasset', 'José', 'Ortega y Gasset', ['Ortega', 'Gasset']],
    ['Peña Niño, Andrés Felipe', 'Andrés Felipe', 'Peña Niño', ['Peña', 'Niño']],
    ['Ana Ruiz', 'Ana', 'Ruiz', ['Ruiz']],
    ['Pelé', 'Pelé', '', []],
    ['Juan de', 'Juan', 'De', ['De']],
    ['Ana 👋 Ruiz', 'Ana', 'Ruiz', ['Ruiz']],
    ['', '', '', []],
    [',', '', '', []],
  ])('%s', (fullName, givenName, surname, surnames) => {
    expect(splitSpanishName(fullName)).toEqual({ givenName, surname, surnames });
  });

  test('no word is lost or added', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('Ana', 'de', 'la', 'y', 'Peña', 'María', 'del', 'Carmen')),
        (words) => {
          const { givenName, surname } = splitSpanishName(words.join(' '));
          expect([...nameWords(givenName), ...nameWords(surname)]).toEqual(nameWords(words.join(' ')));
        },
      ),
      { numRuns: 2_000, examples: [[['Ana', 'Ana', 'y', 'del', 'Carmen', 'Ana']]] },
    );
  });
});
