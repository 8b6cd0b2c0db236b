import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  accountNames,
  addressSearch,
  findAddress,
  proposeAddress,
  type Taken,
} from '../../services/domain/username.ts';

const first = (fullName: string, count: number) => {
  const names = accountNames(fullName);
  return Array.from({ length: count }, () => names.next().value);
};

describe('the plainest name comes first', () => {
  test.each([
    ['Laura Inés Ñungo Pérez', 'laura.nungo'],
    ['Camila Rojas Peña', 'camila.rojas'],
    ['Hernán Castaño Muñoz', 'hernan.castano'],
    ['Sofía Ibáñez León', 'sofia.ibanez'],
    ['Andrés Felipe Peña Niño', 'andres.pena'],
    ['Juan Pablo De la Cruz Muñoz', 'juan.delacruz'],
    ['José Ángel Güiza Ñáñez', 'jose.guiza'],
    ['Luisa Fernanda Torres', 'luisa.torres'],
    ['María del Carmen Rojas Peña', 'maria.rojas'],
    ["Sinéad O'Connor", 'sinead.oconnor'],
    ['Ana-María García-Márquez', 'ana-maria.garcia-marquez'],
    ['Pelé', 'pele'],
    ['Ana 👋 Ruiz', 'ana.ruiz'],
    ['李小龙', 'usuario'],
    ['李 Wong', 'wong'],
    ['👋', 'usuario'],
    ['', 'usuario'],
    ['--- ...', 'usuario'],
    ['Root', 'root2'],
  ])('%s', (fullName, name) => {
    expect(first(fullName, 1)).toEqual([name]);
  });
});

test('homonyms are told apart by what else the name says, then by numbers', () => {
  expect(first('Andrés Felipe Peña Niño', 8)).toEqual([
    'andres.pena',
    'andres.penanino',
    'andresfelipe.pena',
    'andresfelipe.penanino',
    'andresf.pena',
    'andres.penan',
    'andres.pena2',
    'andres.pena3',
  ]);
  expect(first('Luisa Fernanda Torres', 5)).toEqual([
    'luisa.torres',
    'luisafernanda.torres',
    'luisaf.torres',
    'luisa.torres2',
    'luisa.torres3',
  ]);
});

test('a number that the name itself bears is not given twice, and no part ends in a hyphen where it is cut', () => {
  expect(first('Ana Ruiz 2', 3)).toEqual(['ana.ruiz', 'ana.ruiz2', 'ana.ruiz3']);
  const cut = `${'a'.repeat(26)}-b`;
  expect(first(`${cut} ${cut}`, 1)).toEqual([`${'a'.repeat(26)}.${'a'.repeat(26)}`]);
});

test('a proposal names each address passed over and why', () => {
  const taken = new Map<string, Taken>([
    ['laura.nungo@entidad.example', 'in_use'],
    ['laura.nungoperez@entidad.example', 'retired'],
  ]);
  expect(proposeAddress('Laura Inés Ñungo Pérez', 'Entidad.example', (one) => taken.get(one))).toEqual({
    address: 'lauraines.nungo@entidad.example',
    passedOver: [
      { address: 'laura.nungo@entidad.example', why: 'in_use' },
      { address: 'laura.nungoperez@entidad.example', why: 'retired' },
    ],
  });
});

test('a check that takes time finds the same address', async () => {
  const taken = (address: string): Taken => (address.includes('nungo@') ? 'in_use' : undefined);
  const found = await findAddress('Laura Inés Ñungo Pérez', 'entidad.example', async (one) => taken(one));
  expect(found).toEqual(proposeAddress('Laura Inés Ñungo Pérez', 'entidad.example', taken));
  expect(found.address).toBe('laura.nungoperez@entidad.example');
});

test('a directory that says no to everything is a fault and no endless search', () => {
  expect(() => proposeAddress('Ana Ruiz', 'entidad.example', () => 'in_use')).toThrow('directory_answer');
});

const names = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        'Ana',
        'María',
        'de',
        'la',
        'y',
        'Ñungo',
        "O'Neil",
        '-',
        '.',
        '👋',
        'İ',
        'x'.repeat(70),
        '7',
      ),
      { maxLength: 8 },
    )
    .map((words) => words.join(' ')),
);

test('every candidate is a valid local part, and none comes twice', () => {
  fc.assert(
    fc.property(names, (fullName) => {
      const many = first(fullName, 40);
      expect(new Set(many).size).toBe(many.length);
      for (const name of many) {
        expect(name).toMatch(/^[a-z0-9](?:[a-z0-9-]|\.(?!\.))*$/);
        expect(name).not.toMatch(/[.-]$/);
        expect(name.length).toBeLessThanOrEqual(64);
      }
    }),
  );
});

test('the proposal is free whatever is taken, and the same each time', () => {
  fc.assert(
    fc.property(names, fc.nat(60), fc.func(fc.boolean()), (fullName, known, odd) => {
      const taken = new Set(first(fullName, known).filter((name) => odd(name)));
      const check = (address: string): Taken =>
        taken.has(address.split('@')[0] ?? '') ? 'retired' : undefined;
      const proposal = proposeAddress(fullName, 'entidad.example', check);
      expect(check(proposal.address)).toBeUndefined();
      expect(proposal.passedOver.every((one) => check(one.address) === 'retired')).toBe(true);
      expect(proposeAddress(fullName, 'entidad.example', check)).toEqual(proposal);
    }),
  );
});

test('a search can be stopped and told later', () => {
  const search = addressSearch('Ana Ruiz', 'entidad.example');
  expect(search.next().value).toBe('ana.ruiz@entidad.example');
  expect(search.next('in_use').value).toBe('ana.ruiz2@entidad.example');
  expect(search.next()).toEqual({
    done: true,
    value: {
      address: 'ana.ruiz2@entidad.example',
      passedOver: [{ address: 'ana.ruiz@entidad.example', why: 'in_use' }],
    },
  });
});
