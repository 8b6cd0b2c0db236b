import { expect, it } from 'vitest';
import type { KnownPerson, PeopleStore, Standing } from '../../services/ports/people-store.ts';
import { aKnownPerson } from '../support/builders.ts';
import { onEveryStore } from './on-every-store.ts';

const standing: Standing = {
  roles: ['specialist'],
  manager: { id: 'm', name: 'Hernán', email: 'hernan@entidad.example' },
  language: 'es-CO',
  readAt: '2026-09-01T10:00:00.000Z',
};

function named(id: string, ...words: string[]): KnownPerson {
  return aKnownPerson({ _id: id, id, words });
}

async function found(people: PeopleStore, words: string[], limit = 10): Promise<string[]> {
  return (await people.withWords(words, limit)).map((person) => person._id);
}

await onEveryStore('a people store', (bench) => {
  it('gives back who was put in, and nobody else', async () => {
    const ana = aKnownPerson({ name: 'Ana Peña' });
    await bench.stores.people.upsert([ana, aKnownPerson()]);
    expect(await bench.stores.people.get(ana._id)).toStrictEqual(ana);
    expect(await bench.stores.people.get('nobody')).toBeUndefined();
  });

  it('finds a person by either address, whatever the case', async () => {
    const { people } = bench.stores;
    const ana = aKnownPerson({
      userPrincipalName: 'APena@Entidad.example',
      email: 'Ana.Pena@entidad.example',
    });
    await people.upsert([ana, aKnownPerson(), aKnownPerson({ email: '' })]);
    expect(await people.byAddress('apena@entidad.EXAMPLE')).toStrictEqual(ana);
    expect(await people.byAddress('ana.pena@entidad.example')).toStrictEqual(ana);
    expect(await people.byAddress('')).toBeUndefined();
    await people.upsert([{ _id: ana._id, email: 'nueva@entidad.example' }]);
    expect(await people.byAddress('ana.pena@entidad.example')).toBeUndefined();
    expect((await people.byAddress('nueva@entidad.example'))?._id).toBe(ana._id);
  });

  it('changes what an entry says and leaves the rest, standing included', async () => {
    const { people } = bench.stores;
    const ana = aKnownPerson({ words: ['ana', 'pena'] });
    await people.upsert([ana]);
    await people.setStanding(ana._id, standing);
    await people.upsert([{ _id: ana._id, position: 'Jefa', department: undefined, enabled: false }]);
    expect(await people.get(ana._id)).toStrictEqual({ ...ana, position: 'Jefa', enabled: false, standing });
    expect(await found(people, ['pena'])).toEqual([ana._id]);
  });

  it('fills a new entry that says little with nothing', async () => {
    const { people } = bench.stores;
    await people.upsert([{ _id: 'x', name: 'Equis', words: ['equis'] }]);
    const empty = {
      email: '',
      userPrincipalName: '',
      department: '',
      position: '',
      holderType: '',
      enabled: true,
    };
    expect(await people.get('x')).toStrictEqual({
      _id: 'x',
      id: 'x',
      name: 'Equis',
      ...empty,
      words: ['equis'],
    });
  });

  it('keeps a standing of people it knows only', async () => {
    const { people } = bench.stores;
    await people.setStanding('nobody', standing);
    expect(await people.get('nobody')).toBeUndefined();
  });

  it('finds who has every word, in any order, the last one also by its beginning', async () => {
    const { people } = bench.stores;
    await people.upsert([
      named('1', 'ana', 'pena', 'ruiz'),
      named('2', 'ana', 'penagos'),
      named('3', 'mariana', 'pena'),
      named('4', 'ana', 'lopez'),
    ]);
    expect(await found(people, ['pena', 'ana'])).toEqual(['1']);
    expect(await found(people, ['ana', 'pen'])).toEqual(['1', '2']);
    expect(await found(people, ['an'])).toEqual(['1', '2', '4']);
    expect(await found(people, ['an', 'pena'])).toEqual([]);
    expect(await found(people, ['pena'])).toEqual(['1', '3', '2']);
    expect(await found(people, ['nadie'])).toEqual([]);
    expect(await found(people, [])).toEqual([]);
  });

  it('takes signs in a word for themselves', async () => {
    const { people } = bench.stores;
    await people.upsert([named('1', 'a.b'), named('2', 'axb'), named('3', '100%'), named('4', 'a_b')]);
    expect(await found(people, ['a.'])).toEqual(['1']);
    expect(await found(people, ['.*'])).toEqual([]);
    expect(await found(people, ['%'])).toEqual([]);
    expect(await found(people, ['a_'])).toEqual(['4']);
    expect(await found(people, ['('])).toEqual([]);
  });

  it('stops at the limit, whole words first', async () => {
    const { people } = bench.stores;
    await people.upsert([
      ...Array.from({ length: 9 }, (_, n) => named(`a${n}`, `ana${n}`)),
      named('z', 'ana'),
    ]);
    expect(await found(people, ['ana'], 3)).toEqual(['z', 'a0', 'a1']);
    expect(await found(people, ['ana'], 1)).toEqual(['z']);
  });

  it('forgets old words when they change and everything when a person is removed', async () => {
    const { people } = bench.stores;
    await people.upsert([named('1', 'ana', 'pena'), named('2', 'ana')]);
    await people.upsert([{ _id: '1', words: ['ana', 'ruiz'] }]);
    expect(await found(people, ['pena'])).toEqual([]);
    expect(await found(people, ['ruiz'])).toEqual(['1']);
    await people.remove(['1', 'nobody']);
    expect(await people.get('1')).toBeUndefined();
    expect(await found(people, ['ana'])).toEqual(['2']);
    await people.upsert([]);
    await people.remove([]);
  });

  it('takes in a whole directory at once', async () => {
    const { people } = bench.stores;
    const everybody = Array.from({ length: 1_200 }, (_, n) => named(`p${n}`, 'todos', `w${n}`));
    await people.upsert(everybody);
    expect(await found(people, ['todos', 'w1199'])).toEqual(['p1199']);
    expect(await people.withWords(['todos'], 5_000)).toHaveLength(1_200);
  });

  it('knows how many there are', async () => {
    const { people } = bench.stores;
    expect(await people.count()).toBe(0);
    await people.upsert([aKnownPerson(), aKnownPerson({ _id: 'b', id: 'b' })]);
    await people.remove(['b']);
    expect(await people.count()).toBe(1);
  });
});
