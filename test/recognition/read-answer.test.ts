import { describe, expect, it } from 'vitest';
import {
  curpIsValid,
  mendContractNumber,
  readCaseNumber,
  readChoice,
  readContractNumber,
  readDate,
  readEmail,
  readHolderType,
  readNationalId,
  readPersonName,
  readPhone,
  readYesNo,
} from '../../dialogs/recognition/read-answer.ts';

const NOW = '2026-11-20';

describe('a date in the light of the question', () => {
  it.each([
    ['el 30', 'end', '2026-11-30'],
    ['30', 'end', '2026-11-30'],
    ['el 15', 'end', '2026-12-15'],
    ['hasta marzo', 'end', '2027-03-31'],
    ['marzo', 'end', '2027-03-31'],
    ['desde marzo', 'start', '2027-03-01'],
    ['desde el lunes. y es operadora', 'start', '2026-11-23'],
    ['el 30, no perdón, el 31 de diciembre', 'end', '2026-12-31'],
    ['mejor el 2 de enero', 'start', '2027-01-02'],
    ['no sé', 'end', undefined],
    ['', 'end', undefined],
    ['31 de febrero de 2027', 'end', undefined],
  ] as const)('%s as %s is %s', (text, side, expected) => {
    expect(readDate(text, NOW, 'es-CO', side)).toBe(expected);
  });
});

describe('a person named in an answer', () => {
  it.each([
    ['hernán castaño', 'Hernán Castaño'],
    ['mi jefe es Hernán Castaño Muñoz', 'Hernán Castaño Muñoz'],
    ['la doctora ana maría de la cruz por favor', 'Ana María de la Cruz'],
    ['Pedro', 'Pedro'],
    ['ANDRES PEÑA', 'Andres Peña'],
    ['no sé', undefined],
    ['no tengo', undefined],
    ['', undefined],
  ] as const)('%s -> %s', (text, expected) => {
    expect(readPersonName(text)).toBe(expected);
  });
});

describe('yes and no', () => {
  it.each([
    ['sí, pero hasta marzo', 'yes', 'pero hasta marzo'],
    ['Sí', 'yes', ''],
    ['si', 'yes', ''],
    ['si señor', 'yes', ''],
    ['dale', 'yes', ''],
    ['todo bien', 'yes', ''],
    ['Yes, please', 'yes', 'please'],
    ['no, es operador', 'no', 'es operador'],
    ['No.', 'no', ''],
    ['para nada', 'no', ''],
  ] as const)('%s is %s', (text, answer, rest) => {
    expect(readYesNo(text)).toEqual({ answer, rest });
  });

  it.each(['no sé', 'si se puede mañana', 'mañana', '', 'nosotros', 'silla'])('%s is neither', (text) => {
    expect(readYesNo(text)).toBeUndefined();
  });
});

describe('a contract number that is mended', () => {
  it.each([
    ['es el 110, perdón', 'CPS-101-2026', 'CPS-110-2026'],
    ['110', 'CPS-101-2026', 'CPS-110-2026'],
    ['es el 46', 'CPS-045-2026', 'CPS-046-2026'],
    ['el 110 de 2027', 'CPS-101-2026', 'CPS-110-2027'],
    ['CPS-112-2026', 'CPS-101-2026', 'CPS-112-2026'],
    ['es el OP-9-2026', 'CPS-101-2026', 'OP-9-2026'],
    ['no sé', 'CPS-101-2026', undefined],
  ] as const)('%s for %s', (text, current, expected) => {
    expect(mendContractNumber(text, current)).toBe(expected);
  });
});

describe('a choice among buttons', () => {
  const days = ['Hoy', 'El 31 de diciembre', 'Otra fecha'];
  it.each([
    ['la segunda', 1],
    ['2', 1],
    ['hoy', 0],
    ['el 31', 1],
    ['otra', 2],
    ['la última', 2],
    ['quizás', undefined],
    ['la quinta', undefined],
    ['', undefined],
  ] as const)('%s -> %s', (text, expected) => {
    expect(readChoice(text, days)).toBe(expected);
  });

  it('takes no side where two options fit alike', () => {
    expect(readChoice('peña', ['Andrés Peña', 'Carlos Peña'])).toBeUndefined();
    expect(readChoice('carlos', ['Andrés Peña', 'Carlos Peña'])).toBe(1);
  });
});

describe('numbers and addresses', () => {
  it('reads ids, phones, addresses and codes as they are kept', () => {
    expect(readNationalId('cc 52.345.678')).toBe('52345678');
    expect(readNationalId('curp GOMR850412MSLNRS07')).toBe('GOMR850412MSLNRS07');
    expect(readNationalId('no la tengo')).toBeUndefined();
    expect(readEmail('es Ana.Lara@X.co, gracias')).toBe('ana.lara@x.co');
    expect(readEmail('ana punto lara arroba correo punto co')).toBe('ana.lara@correo.co');
    expect(readPhone('+57 300 456 7812')).toBe('+573004567812');
    expect(readPhone('ext 1417')).toBe('1417');
    expect(readContractNumber('el 045 de 2026')).toBe('045-2026');
    expect(readCaseNumber('el 12')).toBe('12');
    expect(readCaseNumber('ms 2026 12')).toBe('MS-2026-12');
    expect(readHolderType('es operadora, no contratista')).toBe('operator');
    expect(readHolderType('no es contratista, es funcionario')).toBe('official');
    expect(readHolderType('no sé')).toBeUndefined();
  });

  it('knows a CURP by its check digit', () => {
    expect(curpIsValid('HEGG560427MVZRRL04')).toBe(true);
    expect(curpIsValid('HEGG560427MVZRRL05')).toBe(false);
    expect(curpIsValid('no')).toBe(false);
  });
});
