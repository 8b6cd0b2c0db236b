import type { DeskRole, PersonRef } from '../domain/person.ts';

/**
 * The desk's own index of the directory: names to match loosely typed ones, and roles and managers for a few
 * minutes. Filled by the directory's delta; never an authority for a decision once it is old.
 */
export interface KnownPerson extends PersonRef {
  /** Directory id. */
  readonly _id: string;
  readonly userPrincipalName: string;
  readonly department: string;
  readonly position: string;
  readonly holderType: string;
  readonly enabled: boolean;
  /** Words of the display name and the address's local part, folded (no accents, lower case), unique. */
  readonly words: readonly string[];
  /** Role groups and manager when last read from the directory; absent until then. */
  readonly standing?: Standing;
}

export interface Standing {
  readonly roles: readonly DeskRole[];
  readonly manager?: PersonRef;
  readonly language?: string;
  /** Real instant. */
  readonly readAt: string;
}

export interface PeopleStore {
  get(id: string): Promise<KnownPerson | undefined>;
  byAddress(address: string): Promise<KnownPerson | undefined>;
  /** Everybody who has each of the words (folded), as a whole word or, for the last one, as its beginning. */
  withWords(words: readonly string[], limit: number): Promise<readonly KnownPerson[]>;
  /** Inserts or updates names; an absent property of a partial entry stays as it was. `standing` is kept. */
  upsert(
    people: readonly (Pick<KnownPerson, '_id'> & Partial<Omit<KnownPerson, 'standing'>>)[],
  ): Promise<void>;
  setStanding(id: string, standing: Standing): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
}
