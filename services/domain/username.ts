import type { AddressProposal } from './case.ts';
import { AppError } from './errors.ts';
import { foldName, splitSpanishName } from './names.ts';

/** Leaves room below the 64 characters of a local part for the longest number, so that numbers never collide. */
const LONGEST_STEM = 56;
const FALLBACK = 'usuario';
/** Local parts that mail systems and the desk keep for roles (RFC 2142 and custom). */
const RESERVED = new Set(
  'abuse admin administrator hostmaster info mailer-daemon mesa no-reply noreply postmaster root security soporte support webmaster'.split(
    ' ',
  ),
);
/** A directory that calls this many addresses taken is not answering the question. */
const MOST_TRIES = 1000;

/** Letters and digits that an address may bear; particles and blanks are drawn together, a hyphen stays. */
const plain = (name: string) =>
  foldName(name)
    .replace(/[‐‑–—]/g, '-')
    .replace(/[^a-z0-9-]/g, '')
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '');

const joined = (given: string, surname: string) => {
  const cut = [given, surname].filter(Boolean).map((part) => part.slice(0, LONGEST_STEM / 2 - 1));
  return cut
    .map((part) => part.replace(/-$/, ''))
    .join('.')
    .slice(0, LONGEST_STEM);
};

/** Without numbers: from the plainest to those that say more of the name. */
function stemsOf(fullName: string): readonly string[] {
  const { givenName, surnames } = splitSpanishName(fullName);
  const [first = '', second = ''] = givenName.split(' ').map(plain).filter(Boolean);
  const [surname = '', secondSurname = ''] = surnames.map(plain).filter(Boolean);
  const stems = [
    joined(first, surname),
    joined(first, surname + secondSurname),
    joined(first + second, surname),
    joined(first + second, surname + secondSurname),
    joined(first + second.slice(0, 1), surname),
    joined(first, surname + secondSurname.slice(0, 1)),
  ];
  const usable = [...new Set(stems)].filter((stem) => stem !== '');
  return usable.length > 0 ? usable : [FALLBACK];
}

/**
 * Local parts for a person's address, best first, without end: first given name and first surname
 * ("camila.rojas", particles drawn together: "juan.delacruz"); then what tells homonyms apart in Spanish-speaking
 * offices: both surnames ("andres.penanino"), both given names ("andresfelipe.pena"), all four, initials; then the
 * plainest with 2, 3, ... Always 1 to 64 characters of `a-z 0-9 . -`, never a dot or hyphen at an end or two dots in
 * a row (a subset of what Microsoft Entra ID allows). A name without a single Latin letter gives "usuario".
 */
export function* accountNames(fullName: string): Generator<string, never, unknown> {
  const stems = stemsOf(fullName);
  const given = new Set(stems);
  yield* stems.filter((stem) => !RESERVED.has(stem));
  for (let number = 2; ; number += 1) {
    const numbered = `${stems[0]}${number}`;
    if (!given.has(numbered)) yield numbered;
  }
}

/** Why an address cannot be given; undefined where it is free. A retired one belonged to somebody once. */
export type Taken = AddressProposal['passedOver'][number]['why'] | undefined;

/**
 * The search for a free address, driven by whoever can tell what is taken: yields an address, takes the verdict
 * with `next(verdict)`, returns the proposal. Faults: `directory_answer` where a thousand addresses are said to be
 * taken.
 */
export function* addressSearch(fullName: string, domain: string): Generator<string, AddressProposal, Taken> {
  const passedOver: AddressProposal['passedOver'][number][] = [];
  for (const name of accountNames(fullName)) {
    const address = `${name}@${domain.toLowerCase()}`;
    const why = yield address;
    if (why === undefined) return { address, passedOver };
    passedOver.push({ address, why });
    if (passedOver.length === MOST_TRIES) break;
  }
  throw new AppError('directory_answer', { detail: { addressesTaken: passedOver.length } });
}

/** The first free address for a new account; throws as `addressSearch` does. */
export function proposeAddress(
  fullName: string,
  domain: string,
  taken: (address: string) => Taken,
): AddressProposal {
  const search = addressSearch(fullName, domain);
  let step = search.next();
  while (!step.done) step = search.next(taken(step.value));
  return step.value;
}

/** `proposeAddress` where only the directory and the address book can tell what is taken. */
export async function findAddress(
  fullName: string,
  domain: string,
  taken: (address: string) => Promise<Taken>,
): Promise<AddressProposal> {
  const search = addressSearch(fullName, domain);
  let step = search.next();
  while (!step.done) step = search.next(await taken(step.value));
  return step.value;
}
